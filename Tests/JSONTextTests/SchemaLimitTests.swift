import Diagnostics
import JSONText
import TestSupport
import Testing

/// SECURITY.md states these limits.
@Suite("Limits of schemas")
struct SchemaLimitTests {
  private func schema(_ text: String) throws(Findings) -> Schema {
    try Schema(reading: JSONDocument(parsing: SourceText(name: "schema.json", text: text))) {
      reference, _ throws(Findings) in throw Findings(Finding(.badSchema, "no “\(reference)”"))
    }
  }

  private func codes(_ schema: Schema, _ data: String) throws -> [FindingCode] {
    schema.validate(try JSONDocument(parsing: SourceText(name: "case.json", text: data))).all.map(\.code)
  }

  /// `d0` applies `d1` twice, and so on: 2ⁿ ways to the last.
  private func doubling(_ keyword: String, _ count: Int) -> String {
    let chain = (0..<count).map { index in
      let next = "{\"$ref\": \"#/$defs/d\(index + 1)\"}"
      return keyword == "dependentSchemas"
        ? "\"d\(index)\": {\"dependentSchemas\": {\"a\": \(next), \"b\": \(next)}}"
        : "\"d\(index)\": {\"\(keyword)\": [\(next), \(next)]}"
    }
    return
      "{\"$ref\": \"#/$defs/d0\", \"$defs\": {\(chain.joined(separator: ", ")), \"d\(count)\": {\"type\": \"object\"}}}"
  }

  @Test("refuse schemas whose forms multiply", arguments: ["oneOf", "anyOf", "allOf", "dependentSchemas"])
  func refusesDoubling(keyword: String) throws {
    #expect(throws: Findings.self) { try schema(doubling(keyword, 28)) }
    let small = try schema(doubling(keyword, 4))
    #expect(try codes(small, #"{"a": 1, "b": 2}"#) == (keyword == "oneOf" ? [.formsConflict] : []))
  }

  @Test("refuse schemas with more forms than a number can count")
  func refusesCountless() throws {
    let one = "{\"oneOf\": [\((0..<150).map { "{\"const\": \"c\($0)\"}" }.joined(separator: ", "))]}"
    let many = Array(repeating: "{\"$ref\": \"#/$defs/d\"}", count: 3).joined(separator: ", ")
    let chain = (0..<20).map { "\"a\($0)\": {\"allOf\": [\(many), {\"$ref\": \"#/$defs/a\($0 + 1)\"}]}" }
    let text =
      "{\"$ref\": \"#/$defs/a0\", \"$defs\": {\"d\": \(one), \(chain.joined(separator: ", ")), \"a20\": {\"type\": \"string\"}}}"
    #expect(throws: Findings.self) { try schema(text) }
  }

  @Test("refuse long chains, deep schemas and long lists")
  func refusesLong() {
    // Written from the end, so that reading it never nests.
    let chain = (0..<300).reversed().map { "\"d\($0)\": {\"$ref\": \"#/$defs/d\($0 + 1)\"}" }.joined(separator: ", ")
    #expect(throws: Findings.self) { try schema("{\"$defs\": {\"d300\": true, \(chain)}, \"$ref\": \"#/$defs/d0\"}") }
    let deep = String(repeating: "{\"items\": ", count: 210) + "true" + String(repeating: "}", count: 210)
    #expect(throws: Findings.self) { try schema(deep) }
    let list = (0..<6_000).map { "\"v\($0)\"" }.joined(separator: ",")
    #expect(throws: Findings.self) { try schema("{\"enum\": [\(list)]}") }
  }

  @Test("look for a visible character in one pass, whatever the script")
  func findsVisible() throws {
    let words = try schema(#"{"type": "string", "pattern": "\\S"}"#)
    for text in ["слово ", "  word", "\u{3000}語", "😀"] {
      #expect(try codes(words, "\"" + String(repeating: text, count: 60_000) + "\"") == [])
    }
    #expect(try codes(words, "\"" + String(repeating: "\u{A0}", count: 60_000) + "\"") == [.wrongForm])
  }

  @Test("check a recursive form once on each level")
  func recursive() throws {
    let tree = try schema(
      """
      {"$ref": "#/$defs/tree", "$defs": {"tree": {"oneOf": [
        {"type": "object", "required": ["t"], "additionalProperties": false, "properties": {"t": {"$ref": "#/$defs/tree"}}},
        {"type": "string"}]}}}
      """)
    let data = String(repeating: "{\"t\": ", count: 60)
    let (found, seconds) = try WorkTime.measure {
      try ["\"x\"", "1"].map { try codes(tree, data + $0 + String(repeating: "}", count: 60)) }
    }
    #expect(found.map(\.isEmpty) == [true, false] && seconds < 5)
  }

  @Test("stop values that are nested too deep for a recursive schema")
  func tooDeep() throws {
    let list = try schema("{\"$ref\": \"#/$defs/l\", \"$defs\": {\"l\": {\"items\": {\"$ref\": \"#/$defs/l\"}}}}")
    #expect(try codes(list, String(repeating: "[", count: 100) + String(repeating: "]", count: 100)) == [])
    #expect(try codes(list, String(repeating: "[", count: 500) + String(repeating: "]", count: 500)) == [.tooMuchWork])
  }

  @Test(
    "stop patterns that take too long",
    arguments: ["(a+)+$", "^(a|aa)+$", "(a*)*b", "^(a?){60}a{60}$", "(x+x+)+y", "^((a|b)*c)*d$"])
  func patterns(pattern: String) throws {
    let schema = try schema("{\"type\": \"string\", \"pattern\": \"\(pattern)\"}")
    let text = String(repeating: pattern.contains("x") ? "x" : "a", count: 59) + "!"
    let (found, seconds) = try WorkTime.measure { try codes(schema, "\"\(text)\"") }
    #expect(found.allSatisfy { $0 == .tooMuchWork || $0 == .wrongForm } && seconds < 2)
    let long = String(repeating: "a", count: 200_000)
    _ = try codes(schema, "\"\(long)\"")
  }

  /// ECMA-262, which JSON Schema names for patterns: `\d` and `\w` are ASCII, `\s` is not, `$` is the end alone.
  @Test(
    "match as ECMA-262 does",
    arguments: [
      ("^\\d+$", "12", true), ("^\\d+$", "١٢", false), ("^[\\d-]+$", "1-2", true), ("^\\D$", "١", true),
      ("^\\w+$", "é", false),
      ("^[\\w.]+$", "a_1.", true), ("^\\W$", "é", true), ("^\\s$", "\u{A0}", true), ("\\S", "\u{A0} ", false),
      ("\\S", " x", true), ("^a$", "a\\n", false), ("^.$", "😀", true), ("^\\u00e9$", "é", true), ("^[^a]$", "b", true),
      ("^\\\\d$", "d", false), ("^$", "", true), ("b", "abc", true),
    ])
  func matchesLikeECMA(pattern: String, text: String, matches: Bool) throws {
    let escaped = pattern.replacing("\\", with: "\\\\")
    let schema = try schema("{\"type\": \"string\", \"pattern\": \"\(escaped)\"}")
    #expect(try codes(schema, "\"\(text)\"") == (matches ? [] : [.wrongForm]), "\(pattern) \(text)")
  }
}
