import Diagnostics
import JSONText

/// A page for newcomers, written from a schema: every field, what it means, whether it is required, and an example.
package struct SchemaGuide: Sendable {
  private let schema: Schema

  /// Prepares the page of a schema.
  package init(_ schema: Schema) {
    self.schema = schema
  }

  /// A field of the data.
  private struct Field {
    var path: String
    var id: Schema.ID
    var isRequired: Bool
    /// Titles and descriptions that stand beside a `$ref` come before those it leads to.
    var nodes: [Schema.Node]
  }

  /// The fields as a table in Markdown, in the order of the schema.
  package func table() -> String {
    var lines = ["| field | | what it is | example |", "|---|---|---|---|"]
    for field in fields(of: schema.root, path: "", depth: 0) {
      lines.append(
        "| `\(field.path)` | \(field.isRequired ? "required" : "optional") | \(meaning(field)) | \(example(field)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fields(of id: Schema.ID, path: String, depth: Int) -> [Field] {
    guard depth < 16 else { return [] }
    var found: [Field] = []
    for node in schema.nodes(describing: id) {
      for (key, child) in node.properties where !schema.isNever(child) {
        let here = path.isEmpty ? key : path + "." + key
        guard !found.contains(where: { $0.path == here }) else { continue }
        found.append(
          Field(path: here, id: child, isRequired: node.required.contains(key), nodes: schema.nodes(describing: child)))
        found += inside(child, path: here, depth: depth)
      }
      for form in node.oneOf + node.anyOf + node.allOf {
        found += fields(of: form, path: path, depth: depth + 1).filter { field in
          !found.contains { $0.path == field.path }
        }
      }
    }
    return found
  }

  private func inside(_ id: Schema.ID, path: String, depth: Int) -> [Field] {
    if let items = schema.nodes(describing: id).lazy.compactMap(\.items).first {
      return inside(items, path: path + "[]", depth: depth + 1)
    }
    return fields(of: id, path: path, depth: depth + 1)
  }

  private func meaning(_ field: Field) -> String {
    let title = field.nodes.lazy.compactMap(\.title).first
    let description = field.nodes.lazy.compactMap(\.description).first
    let values = field.nodes.lazy.compactMap(\.enumeration).first?.compactMap(\.string).map { "`\($0)`" }
    let parts = [title, description, values.map { "One of \($0.joined(separator: ", "))." }, kind(field)]
    return parts.compactMap { $0 }.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
      .replacing("|", with: "\\|")
  }

  private func kind(_ field: Field) -> String? {
    if field.nodes.contains(where: { $0.types == [.array] }) { return "A list." }
    if field.nodes.contains(where: { $0.types == [.integer] }) { return "A whole number." }
    return nil
  }

  private func example(_ field: Field) -> String {
    guard let example = field.nodes.lazy.compactMap(\.examples.first).first else {
      return inside(field.id, path: "", depth: 0).isEmpty ? "" : "its fields follow"
    }
    return "`\(example.text.replacing("|", with: "\\|"))`"
  }
}

extension JSONValue {
  /// The value as JSON on one line.
  package var text: String {
    switch content {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): JSONLine.quoted(text)
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.members.map { "\(JSONLine.quoted($0.key)): \($0.value.text)" }.joined(separator: ", ") + "}"
    }
  }
}
