import Diagnostics
import JSONText

/// The rows and columns of the table of cases that a manifest describes: a row for each element of a list, or for each case.
package struct ExportColumns: Sendable {
  /// A column.
  package struct Column: Sendable {
    /// Its name: the path, without the path of the list unless another column has that name.
    package fileprivate(set) var name: String
    /// Where its values are: from the element if the path leads through the list, else from the case.
    package let path: SchemaPath
    /// Whether it starts at the element.
    package let isOfElement: Bool
    /// What the schema says of it.
    package let field: SchemaField?
  }

  /// The list whose elements are rows; nil if each case is a row.
  package let each: SchemaPath?
  /// The columns, left to right.
  package let columns: [Column]

  /// Reads the member `export` of a manifest.
  static func read(
    _ value: JSONValue, _ manifest: TemplateManifest, _ schema: Schema
  ) -> (columns: ExportColumns?, problems: [Finding]) {
    var problems: [Finding] = []
    func report(_ value: JSONValue, _ message: String, _ fix: String?) {
      problems.append(
        Finding(
          .badManifestPath, "“\(value.string ?? "")” (export) \(message)", fix: fix, in: manifest.source,
          at: value.offset,
          length: (value.string ?? "").utf8.count + 2))
    }
    func path(_ value: JSONValue, _ text: String, _ kind: SchemaPath.Kind, from base: SchemaPath? = nil) -> SchemaPath?
    {
      do throws(SchemaPath.Problem) {
        return try SchemaPath(text, of: kind, isList: true, in: schema, from: base)
      } catch {
        report(value, error.message, error.fix)
        return nil
      }
    }
    let list = value["each"]
    let each = list.flatMap { path($0, $0.string ?? "", .object) }
    if let list, let each, each.steps.last != .elements {
      report(list, "is not a list", "write [] after a list to name its elements")
    }
    let fields = schema.fields
    var columns: [Column] = []
    var texts: [String] = []
    for value in value["fields"]?.array ?? [] {
      let text = value.string ?? ""
      let prefix = each.map { $0.description + "." }
      let isOfElement = prefix.map { text.utf8.starts(with: $0.utf8) } ?? false
      let name = isOfElement ? String(Substring(text.utf8.dropFirst(prefix?.utf8.count ?? 0))) : text
      guard let path = path(value, name, .scalar, from: isOfElement ? each : nil) else { continue }
      if texts.contains(where: { $0.isSame(as: text) }) { report(value, "occurs twice", "remove one") }
      texts.append(text)
      columns.append(
        Column(name: name, path: path, isOfElement: isOfElement, field: fields.first { $0.path.isSame(as: text) }))
    }
    // A field of the case and one of the element can have the same name.
    for index in columns.indices where columns[index].isOfElement {
      let isTaken = columns.contains { !$0.isOfElement && $0.name.isSame(as: columns[index].name) }
      if isTaken { columns[index].name = texts[index] }
    }
    return (ExportColumns(each: each, columns: columns), problems)
  }
}
