/// What a PDF that claims to be a letter says about its form. It proves nothing: the letter is made again in this form, and then the bytes
/// are compared.
package struct LetterForm {
  /// The version in the header, such as `1.7`.
  package let version: String
  /// The place of the field for a signature, in points from the top left corner of its page: left, top, width, height. All are 0 for an
  /// invisible field. Nil if there is no field.
  package let signatureField: [Double]?

  /// Reads the form that a file had before anything was appended to it.
  package init(of bytes: [UInt8]) throws(PDFUnreadable) {
    let file = try PDFFile(firstVersionOf: bytes)
    version = String(decoding: bytes.dropFirst("%PDF-".utf8.count).prefix(3), as: UTF8.self)
    guard let catalog = try file.resolve(file.trailer["Root"]), let form = try file.resolve(catalog["AcroForm"]),
      let field = try file.resolve(form["Fields"])?.array?.first, let widget = try file.resolve(field),
      let corners = try file.resolve(widget["Rect"])?.array?.compactMap(\.number), corners.count == 4
    else {
      signatureField = nil
      return
    }
    let page = try file.resolve(widget["P"])
    let height = try file.resolve(page?["MediaBox"])?.array?.last?.number ?? 0
    let (width, extent) = (corners[2] - corners[0], corners[3] - corners[1])
    signatureField = width == 0 && extent == 0 ? [0, 0, 0, 0] : [corners[0], height - corners[3], width, extent]
  }
}
