/// What kind of PDF a letter becomes.
public struct PDFOptions: Sendable, Hashable {
  /// The standards that it conforms to.
  public var standard: PDFStandard
  /// A field for a signature; nil for what the template set says, which is no field if it says nothing.
  public var signatureField: SignatureField?
  /// What screen readers speak for the field.
  package var signatureLabel = "Signature"

  /// A PDF/UA-1 without a field for a signature, unless other options are given.
  public init(standard: PDFStandard = .ua1, signatureField: SignatureField? = nil) {
    self.standard = standard
    self.signatureField = signatureField
  }
}
