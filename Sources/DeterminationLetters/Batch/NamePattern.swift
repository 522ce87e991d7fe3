import JSONText

/// How the letters of a batch are named: text with places such as `{case.number}`, which stand for values of the case file, and
/// `{input}`, which stands for the input file's name and the record's number in it.
struct NamePattern: Sendable {
  private enum Part: Sendable {
    case text(String)
    case path(CasePath)
    case input
  }

  private let parts: [Part]

  /// Reads a pattern and holds its places to the schema of the case files.
  /// - Throws: places that no case file has, or that hold no text; text that could lead out of the folder.
  init(_ pattern: String, schema: Schema) throws(Findings) {
    var parts: [Part] = []
    var rest = pattern[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Self.problem(pattern, "a brace stands alone")
      }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let place = String(rest[rest.index(after: open)..<close])
      parts.append(place == "input" ? .input : .path(try CasePath(place, schema: schema, option: "--name")))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    for case .text(let text) in parts where text.contains(where: { $0 == "/" || $0 == "\\" }) {
      throw Self.problem(pattern, "names of files hold no slash")
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
