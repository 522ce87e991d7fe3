import Diagnostics
import JSONText
import Testing

/// What can be said about a place of the data holds for all forms that the data can have (JSON Schema 2020-12 §10.2.1).
@Suite("Places that a schema declares")
struct SchemaFieldTests {
  private func schema(_ text: String) throws(Findings) -> Schema {
    try Schema(reading: JSONDocument(parsing: SourceText(name: "schema.json", text: text))) {
      reference, _ throws(Findings) in throw Findings(Finding(.badSchema, "no “\(reference)”"))
    }
  }

  private func field(_ path: String, _ text: String) throws -> SchemaField? {
    try schema(text).fields.first { $0.path == path }
  }

  private static let a =
    #"{"type": "object", "required": ["x"], "properties": {"x": {"type": "integer", "minimum": 1}}}"#
  private static let b = #"{"type": "object", "properties": {"x": {"type": "integer"}}}"#
  private static let c = #"{"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}"#

  @Test(
    "may be absent if one form does not require them, and may be 0 if one form allows it",
    arguments: [
      (#"{"oneOf": [\#(a), \#(b)]}"#, true, false), (#"{"anyOf": [\#(a), \#(b)]}"#, true, false),
      (#"{"allOf": [\#(a), \#(b)]}"#, false, true), (#"{"oneOf": [\#(a), \#(c)]}"#, false, false),
      (#"{"oneOf": [\#(a), \#(a)]}"#, false, true), (a, false, true), (b, true, false),
      (#"{"required": ["x"], "oneOf": [\#(a), \#(b)]}"#, false, false),
      (#"{"oneOf": [\#(a), {"type": "string"}]}"#, true, true), (#"{"oneOf": [\#(a), false]}"#, false, true),
    ])
  func forms(schema: String, mayBeAbsent: Bool, isNeverZero: Bool) throws {
    let inner = try #require(
      try field("v.x", #"{"type": "object", "required": ["v"], "properties": {"v": \#(schema)}}"#))
    #expect(inner.mayBeAbsent == mayBeAbsent && inner.isNeverZero == isNeverZero)
    let outer = try #require(try field("x", schema))
    #expect(outer.mayBeAbsent == mayBeAbsent && outer.isNeverZero == isNeverZero)
    let twoForms = """
      {"oneOf": [{"type": "object", "required": ["v"], "properties": {"v": \(Self.a)}},
        {"type": "object", "required": ["v"], "properties": {"v": \(schema)}}]}
      """
    let either = try #require(try field("v.x", twoForms))
    #expect(either.mayBeAbsent == mayBeAbsent && either.isNeverZero == isNeverZero)
  }

  @Test("may be absent if one form allows an empty list")
  func lists() throws {
    let (filled, open) = (#"{"type": "array", "minItems": 1, "items": {}}"#, #"{"type": "array", "items": {}}"#)
    for (text, mayBeAbsent) in [(filled, false), (#"{"oneOf": [\#(filled), \#(open)]}"#, true)] {
      let schema = #"{"type": "object", "required": ["l"], "properties": {"l": \#(text)}}"#
      #expect(try field("l[]", schema)?.mayBeAbsent == mayBeAbsent)
    }
  }

  @Test(
    "have values if each form lists them",
    arguments: [
      (#"{"enum": ["a", "b", null]}"#, ["a", "b"], [JSONType.null, .string]),
      (#"{"oneOf": [{"const": "a"}, {"const": "b"}]}"#, ["a", "b"], [.string]),
      (#"{"anyOf": [{"const": "a"}, {"type": "string"}]}"#, [], [.string]),
      (#"{"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}"#, ["b"], [.string]),
      (#"{"allOf": [{"type": "string"}], "enum": ["a", 1]}"#, ["a"], [.string]),
      (#"{"oneOf": [{"type": "string", "format": "date"}, {"type": "null"}]}"#, [], [.null, .string]),
    ] as [(String, [String], [JSONType])])
  func values(schema: String, values: [String], types: [JSONType]) throws {
    let found = try #require(try field("x", #"{"type": "object", "properties": {"x": \#(schema)}}"#))
    #expect(found.values == values && found.types == types, "\(found)")
  }

  @Test("are not read from a schema that contradicts itself or says something twice")
  func refuses() {
    for (text, code, column) in [
      (#"{"enum": ["a", "b"], "const": "c"}"#, FindingCode.badSchema, 31),
      (#"{"const": "c", "enum": ["a", "b"]}"#, .badSchema, 24),
      (#"{"type": "object", "type": "string"}"#, .duplicateKey, 20),
      (#"{"properties": {"a": {}, "a": {"type": "string"}}}"#, .duplicateKey, 26),
    ] {
      do throws(Findings) {
        _ = try schema(text)
        Issue.record("\(text) was read")
      } catch {
        #expect(error.all.map(\.code) == [code] && error.all.first?.location?.column == column, "\(error)")
      }
    }
  }
}
