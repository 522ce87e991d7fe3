import Diagnostics
import JSONText

/// Looks for `{recipient.name}` in texts: a field that was meant, with one brace too few on each side. It would be printed as it stands.
extension TemplateCompiler {
  /// Notes each field in single braces in a text of the current source.
  mutating func noteSingleBraces(in range: Range<Int>) {
    let bytes = sources[source].bytes[range]
    guard let first = bytes.firstIndex(of: UInt8(ascii: "{")) else { return }
    let keys = shapes.schema.keys
    var start = first
    while let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")) {
      // A path ends at the first byte that no name has, so no byte is looked at twice.
      let path = bytes[(open + 1)...].prefix { !" {}\n\r\t".utf8.contains($0) }
      start = path.endIndex
      guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "}") else { continue }
      let (inside, close) = (String(decoding: path, as: UTF8.self), start)
      let parts = inside.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard !parts.isEmpty, parts.allSatisfy(keys.contains) else { continue }
      let finding = Finding(
        .singleBraces, "“{\(inside)}” is printed as it stands, and “\(inside)” is the name of a field",
        fix: "write {{\(inside)}} for its value", severity: .note, in: sources[source], at: open,
        length: close + 1 - open)
      // A partial is compiled at each place that uses it.
      if !singleBraces.contains(finding) { singleBraces.append(finding) }
    }
  }
}
