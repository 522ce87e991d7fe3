import DeterminationLetters
import JSONText
import LetterTemplate

/// A table of cases, as the manifest of their set describes it: a row for each disputed item, or for each case.
package struct CaseTable: Sendable {
  private let columns: ExportColumns
  private let renderer: LetterRenderer

  /// - Throws: a finding if the manifest describes no table.
  package init(_ renderer: LetterRenderer) throws(Findings) {
    let template = renderer.template
    guard let columns = template.roles.export else {
      throw Findings(
        Finding(
          .badManifestPath, "the manifest of “\(template.manifest.name)” does not say what to export",
          fix: "add \"export\": {\"each\": \"items[]\", \"fields\": [\"number\", \"items[].amount\"]}"))
    }
    (self.columns, self.renderer) = (columns, renderer)
  }

  /// The names of the columns.
  package var names: [String] { columns.columns.map(\.name) }

  /// The values of a case: for each row, the texts of each column. A column with several values in a row has several texts, and nil for
  /// those that the case does not have.
  /// - Throws: everything that is wrong with the case.
  package func rows(of source: SourceText) throws(Findings) -> [[[Cell?]]] {
    let document = try renderer.parse(source)
    try renderer.requireValid(document)
    let elements = columns.each.map { $0.values(in: document.root) } ?? [document.root]
    let rows = elements.map { element in
      columns.columns.map { column in
        column.path.places(in: column.isOfElement ? element : document.root).map { value in
          value.flatMap { Cell($0, at: column.path) }
        }
      }
    }
    let texts = rows.flatMap { $0.flatMap { $0.compactMap { $0?.text } } }
    guard !renderer.holdsConfidentialValue(texts, of: document) else {
      throw Findings(
        Finding(
          .confidentialValue, "a row of this case would contain a confidential value",
          fix: "remove the field from “export” in the manifest, or correct the case", in: source, at: 0,
          isCaseData: true))
    }
    return rows
  }

  /// A value of a row.
  package enum Cell: Sendable, Hashable {
    case text(String)
    /// A number or a truth value, as JSON writes it.
    case literal(String)

    fileprivate init?(_ value: JSONValue, at path: SchemaPath) {
      switch value.content {
      case .string(let text): self = .text(text)
      case .number(let digits): self = .literal(path.spelling(ofNumber: digits))
      case .boolean(let flag): self = .literal(flag ? "true" : "false")
      case .null, .array, .object: return nil
      }
    }

    /// What is in it.
    var text: String {
      switch self {
      case .text(let text), .literal(let text): text
      }
    }
  }
}

/// Writes rows in a format of tables.
package enum TableFormat: String, Sendable, CaseIterable {
  /// Comma-separated values (RFC 4180), in UTF-8.
  case csv
  /// A JSON object per line.
  case ndjson

  /// What comes before the rows.
  package func head(_ names: [String]) -> String {
    self == .csv ? names.map { Self.field($0, isText: true) }.joined(separator: ",") + "\r\n" : ""
  }

  /// A row.
  package func row(_ names: [String], _ cells: [[CaseTable.Cell?]]) -> String {
    switch self {
    case .csv:
      return cells.map { values in
        let isText = values.contains { if case .text = $0 { true } else { false } }
        return Self.field(values.map { $0?.text ?? "" }.joined(separator: "; "), isText: isText)
      }.joined(separator: ",") + "\r\n"
    case .ndjson:
      var line = JSONLine()
      for (name, values) in zip(names, cells) {
        let parts = values.map { value in
          switch value {
          case .literal(let digits): digits
          case .text(let text): JSONLine.quoted(text)
          case nil: "null"
          }
        }
        line.add(name, json: name.contains("[]") ? JSONLine.array(parts) : parts.first ?? "null")
      }
      return line.text + "\n"
    }
  }

  /// What programs take for the start of a formula: four signs, also in full width, and what they skip before them.
  private static let formulaStarts = "=+-@＝＋－＠\t\r\n"

  /// A field of CSV. Programs for tables take a field that begins with one of these signs for a formula, so an apostrophe comes before it
  /// (OWASP, CSV Injection).
  private static func field(_ text: String, isText: Bool) -> String {
    var text = text
    if isText, let first = text.unicodeScalars.first, formulaStarts.unicodeScalars.contains(first) { text = "'" + text }
    guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
    // By scalars, because Swift takes a quotation mark with a combining accent after it for one character.
    let doubled = text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { result, scalar in
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    return "\"" + String(doubled) + "\""
  }
}

extension CaseTable {
  /// The data dictionary: for each column its name, what it can be, and what it means, as rows of a Markdown table.
  package var dictionary: String {
    columns.columns.map { column in
      let field = column.field
      let kind = (field?.kind ?? "") + (field?.mayBeAbsent == true ? "; may be empty" : "")
      let several = column.name.contains("[]") ? "; several are separated by “; ”" : ""
      return "| `\(column.name)` | \(kind)\(several) | \(field?.title ?? "") |"
    }.joined(separator: "\n")
  }
}
