import LetterDocument

extension RenderedLetter {
  /// Proves that a PDF is this letter: makes the letter again and compares the bytes. The PDF says which standard it conforms to and whether
  /// it has a field for a signature. Incremental updates that were appended to it, such as
  /// signatures, are accepted if they change nothing of it.
  /// - Parameters:
  ///   - pdf: the bytes of the PDF.
  ///   - name: its name in findings.
  /// - Returns: what was proven, with the updates.
  /// - Throws: findings that say where the file differs, or why it cannot be read.
  @discardableResult
  public func verify(pdf: [UInt8], name: String) throws(Findings) -> LetterProof {
    let made = try file(.pdf, textWidth: 0, options: options(like: pdf)).bytes
    do throws(Findings) {
      return try LetterProof(of: pdf, made: made, name: name)
    } catch {
      throw error.redacted(by: guardian)
    }
  }
}
