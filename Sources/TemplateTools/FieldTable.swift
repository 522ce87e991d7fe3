import DeterminationLetters
import Diagnostics
import FileSystem
import JSONText
import LetterTemplate

/// The fields of a template set: what its schema declares, and where the letter prints it.
package struct FieldTable: Sendable {
  /// A field and its uses.
  package struct Row: Sendable {
    /// The field.
    package let field: SchemaField
    /// The places that print it, as `file:line`.
    package let printed: [String]
    /// The places that only ask for it.
    package let asked: [String]
  }

  /// The fields that a letter can print, or that decide what it prints, in the order of the schema.
  package let used: [Row]
  /// Fields without parts that nothing in the template reads.
  package let unused: [SchemaField]

  /// Reads a template set.
  package init(_ template: TemplateSet) {
    var printed: [String: [String]] = [:]
    var asked: [String: [String]] = [:]
    for use in template.fieldUses {
      let place = template.linePlace(use.source, use.range.lowerBound)
      switch use.kind {
      case .printed: if printed[use.path]?.contains(place) != true { printed[use.path, default: []].append(place) }
      case .condition: if asked[use.path]?.contains(place) != true { asked[use.path, default: []].append(place) }
      }
    }
    let fields = template.schema.fields
    used = fields.compactMap { field in
      let row = Row(field: field, printed: printed[field.path] ?? [], asked: asked[field.path] ?? [])
      return row.printed.isEmpty && row.asked.isEmpty ? nil : row
    }
    unused = fields.filter { $0.isScalar && printed[$0.path] == nil && asked[$0.path] == nil && $0.path != "$schema" }
  }

  /// The table for people.
  package var text: String {
    var lines: [String] = []
    for row in used {
      lines.append(row.field.line)
      if let title = row.field.title { lines.append("    \(PrintableText.escaped(title))") }
      if !row.printed.isEmpty { lines.append("    printed: \(row.printed.joined(separator: ", "))") }
      if !row.asked.isEmpty { lines.append("    decides: \(row.asked.joined(separator: ", "))") }
    }
    if !unused.isEmpty {
      lines.append("")
      lines.append("Not read by the template:")
      for field in unused { lines.append("  " + field.line) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The table for machines: one object per line.
  package var json: String {
    let rows = used.map { ($0.field, $0.printed, $0.asked) } + unused.map { ($0, [], []) }
    return rows.map { field, printed, asked in
      var line = JSONLine()
      line.add("path", field.path)
      line.add("types", field.types.map(\.rawValue))
      if !field.values.isEmpty { line.add("values", field.values) }
      if let format = field.format { line.add("format", format.rawValue) }
      if let title = field.title { line.add("title", title) }
      line.add("mayBeAbsent", json: field.mayBeAbsent ? "true" : "false")
      line.add("printed", printed)
      line.add("decides", asked)
      return line.text + "\n"
    }.joined()
  }
}

extension SchemaField {
  /// Its path and what it can be, for a terminal.
  fileprivate var line: String { PrintableText.escaped("\(path)  \(kind)\(mayBeAbsent ? ", may be absent" : "")") }

  /// What it can be, in a few words.
  var kind: String {
    if format == .date, values.isEmpty { return "date" }
    let names = types.filter { values.isEmpty || $0 != .string }.map { type in
      switch type {
      case .null: "null"
      case .boolean: "true or false"
      case .number: "number"
      case .integer: "whole number"
      case .string: "text"
      case .array: "list"
      case .object: "object"
      }
    }
    let all = values.map { "“\($0)”" } + names
    return all.isEmpty ? "anything" : all.joined(separator: " or ")
  }
}

extension TemplateSet {
  /// A place in a source of the set as `file:line`, with the file's name in the set's folder.
  package func linePlace(_ source: Int, _ offset: Int) -> String {
    guard sources.indices.contains(source) else { return "" }
    let location = sources[source].location(at: offset)
    let home = Paths.folder(of: manifest.source.name)
    return "\(Paths.relative(TemplateSet.normalized(location.file), to: TemplateSet.normalized(home))):\(location.line)"
  }
}
