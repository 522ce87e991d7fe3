import Diagnostics
import JSONText

/// What this program must know of a case: the places that the manifest of a template set names. Each path is checked against the schema
/// when the set is loaded, so a path that leads nowhere is always reported.
package struct CaseRoles: Sendable {
  /// The text that identifies a case. It is used for the name of the letter, `--only`, `--shard` and duplicates. A set may have none.
  package private(set) var identity: SchemaPath?
  /// The date on which the document was made, as PDFs record it.
  package private(set) var created: SchemaPath?
  /// Values that must not appear in any output.
  package private(set) var confidential: [SchemaPath] = []
  /// Values that a batch counts, such as decisions, each with a name.
  package private(set) var tallies: [(name: String, path: SchemaPath)] = []
  /// The table that `imr-letters export` makes of cases; nil if the manifest names none.
  package private(set) var export: ExportColumns?

  /// Reads the paths of a manifest.
  /// - Throws: every path that is not in the schema or that leads to the wrong kind of value.
  init(_ manifest: TemplateManifest, schema: Schema) throws(Findings) {
    var findings: [Finding] = []
    func path(_ value: JSONValue?, _ role: String, _ kind: SchemaPath.Kind, isList: Bool = false) -> SchemaPath? {
      guard let value, let text = value.string else { return nil }
      do throws(SchemaPath.Problem) {
        return try SchemaPath(text, of: kind, isList: isList, in: schema)
      } catch {
        findings.append(
          Finding(
            .badManifestPath, "“\(text)” (\(role)) \(error.message)", fix: error.fix, in: manifest.source,
            at: value.offset, length: text.utf8.count + 2))
        return nil
      }
    }
    let root = manifest.root
    identity = path(root["identity"], "identity", .text)
    created = path(root["created"], "created", .date)
    confidential = (root["confidential"]?.array ?? []).compactMap { path($0, "confidential", .any, isList: true) }
    tallies = (root["tallies"]?.object?.members ?? []).compactMap { member in
      path(member.value, "tallies", .enumeration, isList: true).map { (member.key, $0) }
    }
    if let value = root["export"] {
      let (columns, problems) = ExportColumns.read(value, manifest, schema)
      export = columns
      findings += problems
    }
    guard findings.isEmpty else { throw Findings(findings) }
  }
}
