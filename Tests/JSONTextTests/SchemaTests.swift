import Diagnostics
import JSONText
import Testing

@Suite("JSON Schema")
struct SchemaTests {
  private func schema(_ text: String) throws(Findings) -> Schema {
    try Schema(reading: JSONDocument(parsing: SourceText(name: "schema.json", text: text))) {
      reference, _ throws(Findings) in
      throw Findings(Finding(.badSchema, "no “\(reference)”"))
    }
  }

  private func check(_ text: String, against schemaText: String) throws -> [Finding] {
    try schema(schemaText).validate(JSONDocument(parsing: SourceText(name: "case.json", text: text))).all
  }

  /// Schema, a valid value, an invalid value: expectations are those of the JSON Schema specification (2020-12).
  @Test(
    "enforces each keyword",
    arguments: [
      (#"{"type": "integer"}"#, "1.0", "1.5"),
      (#"{"type": ["string", "null"]}"#, "null", "0"),
      (#"{"enum": [1, {"a": [2]}]}"#, #"{"a": [2.0]}"#, #"{"a": 2}"#),
      (#"{"const": "x"}"#, #""x""#, #""X""#),
      (#"{"enum": ["a", "b"], "const": "a"}"#, #""a""#, #""b""#),
      (#"{"const": 1.0, "enum": [2, 1]}"#, "1", "2"),
      (#"{"required": ["a"]}"#, #"{"a": null}"#, "{}"),
      (#"{"required": ["a"]}"#, "[]", #"{"b": 1}"#),
      (#"{"properties": {"a": {"type": "string"}}}"#, #"{"b": 1}"#, #"{"a": 1}"#),
      (#"{"properties": {"a": false}}"#, "{}", #"{"a": 1}"#),
      // Two names that only look the same.
      (
        #"{"properties": {"\u00E9": {"type": "string"}, "e\u0301": {"type": "integer"}}}"#,
        #"{"\u00E9": "x", "e\u0301": 1}"#, #"{"e\u0301": "x"}"#
      ),
      (#"{"properties": {"a": {}}, "additionalProperties": false}"#, #"{"a": 1}"#, #"{"b": 1}"#),
      (#"{"additionalProperties": {"type": "string"}}"#, #"{"b": ""}"#, #"{"b": 1}"#),
      (#"{"minProperties": 1}"#, #"{"a": 1}"#, "{}"),
      (#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, #"{"b": 1}"#, #"{"a": 1}"#),
      (#"{"items": {"type": "string"}}"#, "[]", #"["", 1]"#),
      (#"{"minItems": 2}"#, "[1, 2]", "[1]"),
      (#"{"maxItems": 1}"#, "[1]", "[1, 2]"),
      (#"{"minLength": 2}"#, #""é\uD83D\uDE00""#, #""é""#),
      (#"{"maxLength": 2}"#, #""é\uD83D\uDE00""#, #""abc""#),
      (#"{"pattern": "b+$"}"#, #""abb""#, #""abba""#),
      (#"{"format": "date"}"#, #""2016-02-29""#, #""2015-02-29""#),
      (#"{"format": "date"}"#, #""2000-12-31""#, #""1900-02-29""#),
      (#"{"format": "date"}"#, "7", #""11/09/2016""#),
      (#"{"minimum": 3}"#, "3", "2.9"),
      (#"{"maximum": 3}"#, "3.0", "3.1"),
      (#"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"#, "2", "4"),
      (#"{"anyOf": [{"minimum": 3}, {"type": "integer"}]}"#, "1", "1.5"),
      (#"{"oneOf": [{"minimum": 3}, {"type": "integer"}]}"#, "3.5", "4"),
      (##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}"##, #""x""#, "1"),
      (
        ##"{"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"next": {"$ref": "#/$defs/a"}}, "additionalProperties": false}}}"##,
        #"{"next": {"next": {}}}"#, #"{"next": {"nxt": {}}}"#
      ),
    ])
  func enforcesKeywords(schema: String, valid: String, invalid: String) throws {
    #expect(try check(valid, against: schema).isEmpty)
    #expect(try !check(invalid, against: schema).isEmpty)
  }

  @Test("loads another document once, however often a document names it")
  func readsDocumentsOnce() throws {
    let root =
      ##"{"properties": {"a": {"$ref": "b.json#/$defs/x"}, "b": {"$ref": "b.json#/$defs/y"}, "c": {"$ref": "b.json#/$defs/x"}}}"##
    let other = ##"{"$defs": {"x": {"type": "string"}, "y": {"$ref": "b.json#/$defs/z"}, "z": {"type": "integer"}}}"##
    var read: [String] = []
    let schema = try Schema(reading: JSONDocument(parsing: SourceText(name: "a.json", text: root))) {
      reference, from throws(Findings) in
      read.append("\(reference) from \(from)")
      return try JSONDocument(parsing: SourceText(name: reference, text: other))
    }
    #expect(read == ["b.json from a.json", "b.json from b.json"])
    let invalid = try JSONDocument(parsing: SourceText(name: "case.json", text: #"{"a": 1, "b": "", "c": 1}"#))
    #expect(schema.validate(invalid).all.count == 3)
  }

  @Test(
    "refuses keys that are required where no object can have them",
    arguments: [
      #"{"required": ["dais"], "properties": {"days": {}}, "additionalProperties": false}"#,
      #"{"anyOf": [{"required": ["dais"]}], "properties": {"days": {}}, "additionalProperties": false}"#,
      #"{"properties": {"days": {}, "note": {}}, "dependentSchemas": {"note": {"required": ["dais"]}}, "additionalProperties": false}"#,
    ])
  func refusesImpossibleKeys(text: String) throws {
    let findings = #expect(throws: Findings.self) { try schema(text) }
    #expect(findings?.all.first?.fix == "did you mean “days”?")
    #expect(throws: Never.self) { try schema(text.replacing("dais", with: "days")) }
    #expect(throws: Never.self) { try schema(text.replacing(", \"additionalProperties\": false", with: "")) }
  }

  @Test("refuses what it would not enforce")
  func refusesUnknownKeywords() throws {
    do throws(Findings) {
      _ = try schema(
        #"{"properties": {"a": {"minLenght": 1, "uniqueItems": true, "format": "email", "type": "strin"}}}"#)
      Issue.record("accepted")
    } catch {
      #expect(error.all.map(\.code) == [.badSchema, .badSchema, .badSchema, .badSchema])
      #expect(error.all[0].fix == "did you mean “minLength”?")
      #expect(error.all[3].fix == "did you mean “string”?")
      #expect(error.all.allSatisfy { $0.location != nil })
    }
  }

  @Test("refuses an empty list of types")
  func refusesNoTypes() throws {
    #expect {
      try schema(#"{"type": []}"#)
    } throws: {
      ($0 as? Findings)?.all.map(\.message) == ["a list of types needs at least one"]
    }
  }

  @Test("gives advice for forms that require no keys")
  func adviceWithoutKeys() throws {
    let schema = try schema(
      #"{"oneOf": [{"type": "object", "properties": {"a": {"type": "integer"}}}, {"type": "object", "properties": {"b": {"type": "integer"}}}]}"#
    )
    let found = schema.validate(try JSONDocument(parsing: SourceText(name: "x", text: #"{"a": "x", "b": "y"}"#))).all
    #expect(found.first?.fix == "see the schema for the allowed forms", "\(found)")
  }

  @Test(
    "refuses keywords and values that the type beside them excludes",
    arguments: [
      (#"{"type": "integer", "minLength": 1}"#, "minLength", "did you mean “minimum”?"),
      (#"{"type": "string", "minItems": 1}"#, "minItems", "did you mean “minLength”?"),
      (#"{"maximum": 3, "type": ["array", "null"]}"#, "maximum", "did you mean “maxItems”?"),
      (#"{"type": "object", "minLength": 1}"#, "minLength", "did you mean “minProperties”?"),
      (#"{"type": "boolean", "pattern": "a"}"#, "pattern", "remove it, or correct the type"),
      (#"{"type": "array", "properties": {}}"#, "properties", "remove it, or correct the type"),
      (#"{"type": "object", "items": {}}"#, "items", "remove it, or correct the type"),
      (#"{"type": "string", "enum": ["a", 1]}"#, "1]", "correct it, or correct the type"),
      (#"{"type": "integer", "const": 1.5}"#, "1.5", "correct it, or correct the type"),
    ])
  func refusesExcluded(text: String, place: String, fix: String) throws {
    do throws(Findings) {
      _ = try schema(text)
      Issue.record("accepted")
    } catch {
      let column = try #require(text.range(of: place)).lowerBound
      let quote = place.first?.isLetter == true ? 1 : 0
      #expect(error.all.map(\.code) == [.badSchema] && error.all.first?.fix == fix, "\(error)")
      #expect(error.all.first?.location?.column == text.distance(from: text.startIndex, to: column) + 1 - quote)
    }
  }

  @Test(
    "takes keywords that hold for one of several types",
    arguments: [
      #"{"type": ["string", "integer"], "minLength": 1, "maximum": 3}"#, #"{"type": "integer", "minimum": 1}"#,
      #"{"type": ["string", "null"], "enum": ["a", null]}"#, #"{"type": "number", "enum": [1, 1.5]}"#,
      #"{"type": "integer", "const": 1.0}"#, #"{"minLength": 1, "items": {}}"#,
    ])
  func takesOfOneType(text: String) throws {
    _ = try schema(text)
  }

  @Test(
    "refuses circles that never look into the value",
    arguments: [
      ##"{"$ref": "#"}"##, ##"{"allOf": [{"anyOf": [{"$ref": "#"}]}]}"##,
      ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "properties": {"x": {"$ref": "#/$defs/a"}}}"##,
    ])
  func refusesCircles(text: String) {
    #expect(throws: Findings.self) { try schema(text) }
  }

  @Test("reports everything at once, with place, pointer and a near miss")
  func reportsAll() throws {
    let schema = #"""
      {"type": "object", "additionalProperties": false, "required": ["decision", "rationale"],
       "properties": {"decision": {"enum": ["upheld", "overturned"]}, "rationale": {"type": "array", "minItems": 1},
       "a/b": {"type": "string"}}}
      """#
    let found = try check("{\"decison\": \"x\",\n \"rationale\": [],\n \"a/b\": 1, \"a/b\": 2}", against: schema)
    #expect(found.map(\.code) == [.missingKey, .unknownKey, .empty, .wrongType, .duplicateKey, .wrongType])
    #expect(found.map { $0.location?.line } == [1, 1, 2, 3, 3, 3])
    // Only the key of the schema is named: the other one may be a word of the case.
    #expect(found[0].fix?.contains("spelled almost like “decision”") == true)
    #expect(found[1].fix?.contains("did you mean “decision”?") == true)
    #expect(found.allSatisfy { !$0.description.contains("decison") || $0.pointer?.contains("decison") == true })
    #expect(found[2].pointer == "/rationale")
    #expect(found[3].pointer == "/a~1b")
  }

  @Test("says what keeps a value from the form it was meant to have")
  func explainsForms() throws {
    let schema = #"""
      {"oneOf": [
        {"type": "object", "required": ["authorized", "remaining"], "properties": {"alternative": false}},
        {"type": "object", "required": ["alternative"], "properties": {"authorized": false, "remaining": false}}]}
      """#
    let half = try check(#"{"authorized": "x"}"#, against: schema)
    #expect(half.map(\.code) == [.missingKey])
    #expect(half[0].message.contains("remaining"))
    let both = try check(#"{"authorized": "x", "remaining": "y", "alternative": "z"}"#, against: schema)
    #expect(both.map(\.code) == [.formsConflict])
    let none = try check("{}", against: schema)
    #expect(none[0].fix?.contains("“authorized” and “remaining”, or “alternative”") == true)
  }

  /// Forms that the value of a key tells apart, as docs/template-sets.md recommends.
  @Test(
    "checks an object against the form that its kind names",
    arguments: [
      (#"{"status": "represented", "name": ""}"#, ["IMR-D001 ", "IMR-D005 /name"]),
      (#"{"status": "unrepresented", "name": "A", "attorney": "B"}"#, ["IMR-D002 /attorney"]),
      (#"{"status": "unrepresentd", "name": "A"}"#, ["IMR-D004 /status"]), (#"{"name": 1}"#, ["IMR-D007 "]),
    ])
  func checksNamedForms(text: String, found: [String]) throws {
    let schema = #"""
      {"oneOf": [
        {"type": "object", "additionalProperties": false, "required": ["status", "name", "attorney"], "properties": {
          "status": {"const": "represented"}, "name": {"type": "string", "minLength": 1}, "attorney": {"type": "string"}}},
        {"type": "object", "additionalProperties": false, "required": ["status", "name"], "properties": {
          "status": {"const": "unrepresented"}, "name": {"type": "string", "minLength": 1}}}]}
      """#
    #expect(try check(text, against: schema).map { "\($0.code.id) \($0.pointer ?? "")" } == found)
  }

  @Test("never repeats a value of the case file in a message")
  func keepsValuesToItself() throws {
    let schema = #"{"properties": {"a": {"enum": ["upheld"]}, "b": {"pattern": "^x$"}, "c": {"format": "date"}}}"#
    let found = try check(#"{"a": "SECRET", "b": "SECRET", "c": "SECRET"}"#, against: schema)
    #expect(found.count == 3)
    for finding in found {
      #expect(!finding.message.contains("SECRET") && finding.fix?.contains("SECRET") != true)
      #expect(finding.excerptIsCaseData)
    }
  }
}
