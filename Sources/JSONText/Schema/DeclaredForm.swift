import Diagnostics

extension JSONDocument {
  /// Reads a file whose form this program declares itself, such as a manifest or a language file.
  /// - Parameter schemaText: the JSON Schema of the file. It refers to no other document.
  /// - Throws: everything that is wrong with the file.
  package init(parsing source: SourceText, withForm schemaText: String) throws(Findings) {
    try self.init(parsing: source)
    let form = SourceText(name: "the form of \(source.name)", text: schemaText)
    let schema = try Schema(reading: JSONDocument(parsing: form)) { reference, _ throws(Findings) in
      throw Findings(Finding(.badSchema, "“\(reference)” leads nowhere"))
    }
    let found = schema.validate(self)
    guard !found.hasErrors else { throw found }
  }
}
