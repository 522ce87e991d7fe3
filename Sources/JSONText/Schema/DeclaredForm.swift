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

  /// What is wrong with the name that a file gives itself; nil if it is that of the file, or if it gives none.
  package func wrongName(_ key: String, inFile name: String) -> Finding? {
    guard let written = root[key], written.string != name else { return nil }
    return Finding(
      .wrongForm, "the name of this file says “\(name)”", fix: "correct one of the two", in: source, at: written.offset,
      pointer: pointer(toValueAt: written.offset))
  }
}
