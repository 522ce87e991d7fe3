import DeterminationLetters

/// In which form a file was written, so that it can be made again.
extension ManifestLine.Output {
  /// Records the form of a letter.
  mutating func record(_ format: LetterFormat, textWidth: Int, _ options: PDFOptions) {
    width = format.hasTextWidth ? textWidth : nil
    guard format == .pdf else { return }
    standard = options.standard.rawValue
    signatureField = options.signatureField.flatMap { $0 == .absent ? nil : $0.text }
  }

  /// Records the form of a file of a print stream.
  mutating func recordPrintStream(isDuplex: Bool, _ standard: PDFStandard) {
    self.isDuplex = isDuplex
    self.standard = standard.rawValue
  }

  /// The options that make the same kind of PDF.
  /// - Parameter base: options with the label of the signature field.
  func options(_ base: PDFOptions) -> PDFOptions {
    var options = base
    options.standard = standard.flatMap(PDFStandard.init(rawValue:)) ?? .ua1
    options.signatureField = signatureField.flatMap { SignatureField($0) } ?? .absent
    return options
  }
}
