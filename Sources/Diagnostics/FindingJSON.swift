/// Findings as JSON, one object per line, for machines.
extension Finding {
  /// The version of the form of ``json(showValues:)``. It grows when a key changes its meaning or is removed. New keys do not change it.
  public static let jsonVersion = 1

  /// The finding as a JSON object on one line: `version`, `code`, `severity`, `message`, and, if they are known, `file`, `line`, `column`,
  /// `pointer`, `fix`, and `comparedWith` (`line`, `column`, `pointer`) if two places of the file contradict each other.
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
    line.add("pointer", showValues ? wholePointer ?? pointer : pointer)
    if let other = comparedWith {
      var place = JSONLine()
      place.add("line", other.location?.line)
      place.add("column", other.location?.column)
      place.add("pointer", showValues ? other.wholePointer ?? other.pointer : other.pointer)
      line.add("comparedWith", json: place.text)
    }
    if showValues || !excerptIsCaseData { line.add("excerpt", excerpt?.line) }
    return line.text
  }
}
