import Diagnostics

/// The form of files that this program declares itself, such as manifests and language files. It is read once.
package struct DeclaredForm: Sendable {
  fileprivate let schema: Result<Schema, Findings>

  /// Reads a JSON Schema. It refers to no other document.
  package init(_ text: String) {
    schema = Result { () throws(Findings) in
      let document = try JSONDocument(parsing: SourceText(name: "a declared form", text: text))
      return try Schema(reading: document) { reference, _ throws(Findings) in
        throw Findings(Finding(.badSchema, "“\(reference)” leads nowhere"))
      }
    }
  }
}

extension JSONDocument {
  /// Reads a file whose form this program declares itself.
  /// - Throws: everything that is wrong with the file.
  package init(parsing source: SourceText, withForm form: DeclaredForm) throws(Findings) {
    try self.init(parsing: source)
    let found = try form.schema.get().validate(self)
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
