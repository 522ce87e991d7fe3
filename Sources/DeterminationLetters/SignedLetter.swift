import FileSystem

/// Letters that somebody signed. A new letter must not take the place of such a file: the signature would be lost.
package enum SignedLetter {
  /// Reads the file that a new letter would replace.
  /// - Throws: a finding if it is a PDF with a signature.
  package static func protect(_ path: String) throws(Findings) {
    // The bytes that are signed (PDF 32000-1 §12.8.1) can only be named outside of compressed streams.
    guard let old = try? Files.contents(path, limit: LetterProof.largestFile, isPlain: true),
      old.starts(with: Array("%PDF-".utf8)), old.firstRange(of: Array("/ByteRange".utf8)) != nil
    else { return }
    throw Findings(
      Finding(
        .signedLetter, "“\(path)” is signed, and the new letter would replace it",
        fix: "move the signed letter to another folder, or remove it"))
  }
}
