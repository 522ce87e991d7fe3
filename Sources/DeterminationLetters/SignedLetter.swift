import FileSystem
import Glibc

/// Letters that somebody signed. A new letter must not take the place of such a file: the signature would be lost.
package enum SignedLetter {
  /// Reads the file that a new letter would replace.
  /// - Throws: a finding if it is a PDF with a signature, or if it cannot be read.
  package static func protect(_ path: String) throws(Findings) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let fact = fact(path, Int(status.st_size))
    else { return }
    throw Findings(
      Finding(
        .signedLetter, "“\(path)” \(fact), and the new letter would replace it",
        fix: "move the file to another folder, or remove it"))
  }

  /// Why a file must stay; nil if it need not.
  private static func fact(_ path: String, _ size: Int) -> String? {
    guard size <= LetterProof.largestFile else { return "is too large to be looked through for signatures" }
    guard let old = try? Files.contents(path, limit: LetterProof.largestFile, isPlain: true) else {
      return "cannot be read, and may be signed"
    }
    // The bytes that are signed (PDF 32000-1 §12.8.1) can only be named outside of compressed streams.
    let isSigned = old.starts(with: Array("%PDF-".utf8)) && old.firstRange(of: Array("/ByteRange".utf8)) != nil
    return isSigned ? "is signed" : nil
  }
}
