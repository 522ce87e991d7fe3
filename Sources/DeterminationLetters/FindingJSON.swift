import JSONText

/// Findings as JSON, one object a line, for machines.
extension Finding {
  /// The version of the form of ``json(showValues:)``. It grows when a key changes its meaning or goes; new keys may come.
  public static let jsonVersion = 1

  /// The finding as a JSON object on one line: `version`, `code`, `severity`, `message`, and where they are known `file`, `line`,
  /// `column`, `pointer`, `fix`.
  /// - Parameter showValues: whether to add `excerpt`, the source line, for findings in case files. It may hold patient text.
  public func json(showValues: Bool = false) -> String {
    var line = JSONLine()
    line.add("version", Self.jsonVersion)
    line.add("code", code.id)
    line.add("severity", severity.rawValue)
    line.add("message", message)
    line.add("fix", fix)
    line.add("file", location?.file)
    line.add("line", location?.line)
    line.add("column", location?.column)
    line.add("pointer", pointer)
    if showValues || !excerptIsCaseData { line.add("excerpt", excerpt?.line) }
    return line.text
  }
}

/// Writes a flat JSON object on one line, keys in the order they are added.
struct JSONLine {
  private var body = "{"

  /// The object.
  var text: String { body + "}" }

  mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    append(key, JSONValue.quoted(value))
  }

  mutating func add(_ key: String, _ value: Int?) {
    guard let value else { return }
    append(key, String(value))
  }

  /// A value that is JSON already.
  mutating func add(_ key: String, json: String?) {
    if let json { append(key, json) }
  }

  private mutating func append(_ key: String, _ json: String) {
    if body.utf8.count > 1 { body += "," }
    body += JSONValue.quoted(key)
    body += ":"
    body += json
  }
}
