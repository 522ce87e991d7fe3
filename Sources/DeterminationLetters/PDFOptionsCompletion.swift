import LetterTemplate
import PDFOutput

extension PDFOptions {
  /// The options with what the manifest of a template set says about the signature field.
  /// - Throws: a finding if the field is not inside the sheet.
  func completed(by template: TemplateSet) throws(Findings) -> PDFOptions {
    var options = self
    let declared = template.manifest.signature
    if let label = declared?.label { options.signatureLabel = label }
    let field = signatureField ?? declared.flatMap { SignatureField($0.field) } ?? .absent
    options.signatureField = field
    if field.fits(width: template.page.width, height: template.page.height) { return options }
    let message = "the signature field \(field.text) is not inside the page"
    let fix = "give X,Y,W,H in points from the top left corner of the page"
    guard signatureField == nil, let declared else { throw Findings(Finding(.badOption, message, fix: fix)) }
    throw Findings(
      Finding(
        .badManifestPath, message, fix: fix, in: template.manifest.source, at: declared.offset,
        length: declared.field.utf8.count + 2))
  }
}
