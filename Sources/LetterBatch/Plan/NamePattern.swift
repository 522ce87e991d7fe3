import DeterminationLetters
import JSONText

/// How the letters of a batch are named: text with places such as `{case.number}`, which stand for values of the case file, and
/// `{input}`, which stands for the input file's name and the record's number in it.
struct NamePattern: Sendable {
  private enum Part: Sendable {
    case text(String)
    case path(SchemaPath)
    case input
  }

  private let parts: [Part]

  /// Reads a pattern and checks its places against the schema.
  /// - Throws: a finding if the schema does not have a place, if a place is not a text, or if the text could lead out of the folder.
  init(_ pattern: String, schema: Schema) throws(Findings) {
    var parts: [Part] = []
    var rest = pattern[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Self.problem(pattern, "a brace is not closed or not opened")
      }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let place = String(rest[rest.index(after: open)..<close])
      parts.append(place == "input" ? .input : .path(try SchemaPath(place, schema: schema, option: "--name")))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    for case .text(let text) in parts where text.contains(where: { $0 == "/" || $0 == "\\" }) {
      throw Self.problem(pattern, "names of files must not have a slash")
    }
    guard parts.contains(where: { if case .text = $0 { false } else { true } }) else {
      throw Self.problem(pattern, "it gives all letters the same name")
    }
    self.parts = parts
  }

  private static func problem(_ pattern: String, _ reason: String) -> Findings {
    Findings(Finding(.badOption, "the pattern “\(pattern)” cannot be used: \(reason)"))
  }

  /// The name of a record's letter; nil if the case lacks one of the values.
  func name(of root: JSONValue, fallback: String) -> String? {
    var name = ""
    for part in parts {
      switch part {
      case .text(let text): name += text
      case .input: name += fallback
      case .path(let path):
        guard let text = path.text(in: root) else { return nil }
        name += text
      }
    }
    return name
  }
}

extension SchemaPath {
  /// Reads a place that an option names, for a part of a name or a sort key.
  /// - Throws: a finding if the schema does not have the place, or if it is not a text or a whole number.
  init(_ text: String, schema: Schema, option: String) throws(Findings) {
    do throws(Problem) {
      try self.init(text, of: .textOrInteger, in: schema)
    } catch {
      throw Findings(Finding(.badOption, "“\(text)” (\(option)) \(error.message)", fix: error.fix))
    }
  }
}
