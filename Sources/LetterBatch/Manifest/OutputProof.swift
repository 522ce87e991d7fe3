import DeterminationLetters
import Digests
import FileSystem
import Glibc

/// Compares a file with the size and the digest that the manifest has of it.
extension ManifestLine.Output {
  /// Whether the file exists with the bytes that it had.
  func isIntact(in folder: String) -> Bool {
    size(in: folder) == bytes && (try? SHA256(ofFile: "\(folder)/\(file)"))?.description == digest
  }

  /// How many bytes the file has now; nil if it is gone, or no plain file.
  private func size(in folder: String) -> Int? {
    var status = stat()
    guard lstat("\(folder)/\(file)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Whether the file is the letter that the batch wrote, or that letter with signatures or other updates that leave it as it was.
  func isLetter(in folder: String) -> Bool { (try? updates(in: folder)) != nil }

  /// Whether the file is the letter that the batch wrote, and somebody signed it since.
  func isSignedLetter(in folder: String) -> Bool {
    // Most files have the size that they had, and are not read.
    guard let size = size(in: folder), size > bytes else { return false }
    return (try? updates(in: folder))?.contains { !$0.signatures.isEmpty } ?? false
  }

  /// Proves that the file begins with the bytes that the batch wrote, and that what follows leaves the letter as it was.
  /// - Returns: what follows; nothing if the file has the bytes of the letter only.
  /// - Throws: findings that say what is wrong with the file.
  func updates(in folder: String) throws(Findings) -> [LetterProof.Update] {
    if isIntact(in: folder) { return [] }
    let path = "\(folder)/\(file)"
    guard Folders.exists(path) else {
      throw Findings(
        Finding(
          .verificationFailed, "the batch wrote “\(path)”, which is missing", fix: "run the batch again with --resume"))
    }
    // A file that cannot be read may be the right one.
    let content = try Files.requiredContents(path, limit: LetterProof.largestFile, isPlain: true)
    guard LetterFormat(suffixOf: file) == .pdf, bytes > 0, content.count > bytes,
      SHA256(of: Array(content[..<bytes])).description == digest
    else {
      throw Findings(
        Finding(
          .verificationFailed, "“\(path)” is not the file that the batch wrote",
          fix: "run the batch again with --resume"))
    }
    return try LetterProof(behind: bytes, in: content, name: path).updates
  }
}
