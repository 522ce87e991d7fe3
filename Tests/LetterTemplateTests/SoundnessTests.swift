import Diagnostics
import JSONText
import LetterTemplate
import TestSupport
import Testing

/// A set that loads makes the right letter of every valid case. These were holes once.
@Suite("Soundness of the check")
struct SoundnessTests {
  private func template(_ properties: String, _ body: String, files: [String: String] = [:]) -> MemoryTemplate {
    var all = files
    all["schema.json"] = #"{"type": "object", "additionalProperties": false, "properties": {\#(properties)}}"#
    return ExpressionTemplate.template(body, files: all)
  }

  /// Properties of a schema, a template, cases, and what the letter of each says; nil: the case is not valid.
  static let cases: [(schema: String, body: String, cases: [(json: String, words: String)])] = [
    (
      #""x": {"enum": ["paid", null]}"#,
      "<p>{{#if x}}{{#if (ne x \"paid\")}}owes{{else}}paid{{/if}}{{else}}none{{/if}}</p>",
      [(#"{"x": null}"#, "none"), (#"{"x": "paid"}"#, "paid"), ("{}", "none")]
    ),
    (
      #""w": {"type": "object", "required": ["x"], "properties": {"x": {"enum": ["a", null, {"k": 1}]}}}"#,
      "<p>{{#if w}}{{#if (eq w.x \"a\")}}A{{else}}else{{/if}}{{/if}}{{#if w}}{{#if (ne w.x \"a\")}}ne{{/if}}{{/if}}.</p>",
      [(#"{"w": {"x": null}}"#, "elsene."), (#"{"w": {"x": "a"}}"#, "A."), (#"{"w": {"x": {"k": 1}}}"#, "elsene.")]
    ),
    (
      #""v": {"type": "string"}"#,
      "<p>{{#if (isString v)}}text{{else}}none{{/if}}{{#if (not (isString v))}}!{{/if}}</p>",
      [("{}", "none!"), (#"{"v": ""}"#, "text")]
    ),
    (
      #""v": {"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": false, "properties": {"n": {"type": "string"}}}]}"#,
      "<p>{{#if v}}{{#if (isString v)}}{{v}}{{else}}{{#if (isString v.n)}}{{v.n}}{{else}}-{{/if}}{{/if}}{{/if}}.</p>",
      [(#"{"v": "a"}"#, "a."), (#"{"v": {"n": "b"}}"#, "b."), (#"{"v": {}}"#, "-."), ("{}", ".")]
    ),
    (
      #""x": {"type": "number", "allOf": [{"type": "integer"}]}"#, "<p>{{#if x}}{{add x 1}}{{else}}none{{/if}}</p>",
      [(#"{"x": 5}"#, "6"), (#"{"x": 0}"#, "none"), ("{}", "none")]
    ),
    (
      #""n": {"type": "string"}"#, "<p>{{#with (upper \"a\")}}{{this}}{{/with}}{{#with 5}}{{this}}{{/with}}</p>",
      [("{}", "A5")]
    ),
    (
      #""x": {"type": ["string", "boolean"]}"#,
      "<p>{{#if (isString x)}}{{#if (ne x \"\")}}{{#if x}}yes{{else}}no{{/if}}{{/if}}{{/if}}.</p>",
      [(#"{"x": "a"}"#, "yes."), (#"{"x": ""}"#, "."), (#"{"x": false}"#, "."), ("{}", ".")]
    ),
    (
      #""w": {"type": "object", "required": ["x"], "properties": {"x": {"type": ["string", "boolean"]}}}"#,
      "<p>{{#if w}}{{#if (ne w.x \"\")}}{{#if w.x}}yes{{else}}no{{/if}}{{/if}}{{/if}}.</p>",
      [(#"{"w": {"x": false}}"#, "no."), (#"{"w": {"x": true}}"#, "yes."), (#"{"w": {"x": ""}}"#, ".")]
    ),
    (
      #""xs": {"type": "array", "items": {"type": "string"}}"#,
      "<p>{{#if xs}}{{#each xs}}{{#with @index}}{{this}}{{else}}0{{/with}}{{/each}}{{/if}}{{#with (count xs)}}{{this}}{{else}}none{{/with}}</p>",
      [(#"{"xs": ["a", "b"]}"#, "012"), ("{}", "none")]
    ),
  ]

  @Test("holds for values that are absent, null, or of several types", arguments: cases.indices)
  func holds(index: Int) throws {
    let (schema, body, cases) = Self.cases[index]
    for (json, words) in cases {
      let template = template(schema, body)
      #expect(template.findings.isEmpty, "\(template.findings)")
      #expect(try template.merged(json) == words, "\(json)")
    }
  }

  @Test("gives partials any value as context or parameter")
  func partials() throws {
    let files = ["_p.html": "<p>{{#if (isString this)}}{{this}}{{/if}}</p>"]
    #expect(try template(#""n": {"type": "string"}"#, "{{> p (upper \"a\")}}", files: files).merged("{}") == "A")
    let switching = ["_p.html": "<p>{{#if (eq x \"a\")}}first{{else}}second{{/if}}{{#if (isString x)}}!{{/if}}</p>"]
    let body = "{{> p x=\"a\"}}{{> p x=\"b\"}}"
    #expect(try template(#""n": {"type": "string"}"#, body, files: switching).merged("{}") == "first! | second!")
    let inside = ["_p.html": "<p>{{a.x}} {{#with a}}{{x}}{{/with}}{{#if a.y}}{{a.y}}{{/if}}</p>"]
    let schema = """
      "a": {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}},
      "b": {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}, "y": {"type": "string"}}}
      """
    let set = template(schema, "{{#if (and a b)}}{{> p a=b}}{{/if}}", files: inside)
    #expect(try set.merged(#"{"a": {"x": "context"}, "b": {"x": "parameter", "y": "!"}}"#) == "parameter parameter!")
  }

  /// What would fail for some valid case, or prints the same in every letter.
  static let refused: [(schema: String, body: String, message: String)] = [
    (
      #""v": {"oneOf": [{"type": "object", "required": ["k", "name"], "properties": {"k": {"const": "a"}, "name": {"type": "string"}}}, {"type": "object", "required": ["k"], "properties": {"k": {"const": "b"}}}]}"#,
      "<p>{{#if v.name}}{{v.name}}{{/if}}</p>", "not always a text"
    ),
    (
      #""v": {"anyOf": [{"type": "object", "properties": {"b": {"type": "string", "format": "date"}}}, {"type": "object", "properties": {"c": {"type": "string"}}}]}"#,
      "<p>{{#if v.b}}{{date v.b \"long\"}}{{/if}}</p>", "format: date"
    ),
    (
      #""x": {"type": "string", "allOf": [{"type": "integer"}]}"#, "<p>{{#if x}}a{{/if}}</p>",
      "no valid case file has a value"
    ),
    (
      #""xs": {"type": "array", "minItems": 1, "items": {"type": "number"}}"#, "<p>{{#if xs}}{{list xs}}{{/if}}</p>",
      "decimals"
    ),
    (
      #""d": {"type": "string", "format": "date"}"#, "<p>{{#if d}}{{date d \"''\"}}{{/if}}</p>", "a pattern consists of"
    ),
    (#""d": {"type": "string", "format": "date"}"#, "<p>{{#if d}}{{date d \" \"}}{{/if}}</p>", "a pattern consists of"),
    (
      #""d": {"type": "string", "format": "date"}"#, "<p>{{#if d}}{{date d \"Long\"}}{{/if}}</p>",
      "a form is long, medium, numeric, or a pattern"
    ),
    (#""s": {"type": "string"}"#, "<p>{{default s \"\"}}</p>", "the text is empty"),
    (#""s": {"type": "string"}"#, "<p>{{#if s}}{{default s \"x\"}}{{/if}}</p>", "never absent or empty"),
    (
      #""s": {"type": "string", "minLength": 1}"#, "{{#if s}}<img class=\"w\" src=\"a.png\" alt=\"{{s}}\">{{/if}}",
      "empty or blank"
    ),
    (
      #""s": {"type": "string", "minLength": 1}"#,
      "{{#if s}}<img class=\"w\" src=\"a.png\" alt=\"{{upper s}}\">{{/if}}", "empty or blank"
    ),
    (
      #""s": {"type": "string", "pattern": "^.{2,}$"}"#,
      "{{#if s}}<img class=\"w\" src=\"a.png\" alt=\"{{s}}\">{{/if}}", "empty or blank"
    ),
    (#""s": {"type": "string"}"#, "<img class=\"w\" src=\"a.png\" alt=\"&nbsp;\">", "empty or blank"),
    (
      #""w": {"type": "object", "required": ["x"], "properties": {"x": {"type": ["string", "integer"]}}}"#,
      "{{#if w}}{{#if (ne w.x 0)}}<h1>{{w.x}}</h1><h2>a</h2>{{/if}}{{/if}}", "can be the first one of a letter"
    ),
    (#""s": {"type": "string"}"#, "<img class=\"w\" src=\"a.png\" alt=\"{{default s ' '}}\">", "empty or blank"),
    (#""x": {"type": "number"}"#, "<p>{{default x 3}}</p>", "is not always a whole number"),
    (#""x": {"type": "string"}"#, "<p lang=\"\">{{count x}}</p>", "lang must be a language tag"),
  ]

  @Test("refuses what some valid case would break", arguments: refused.indices)
  func refuses(index: Int) {
    let (schema, body, message) = Self.refused[index]
    let found = template(schema, body).findings
    #expect(found.contains { $0.message.contains(message) }, "\(found.map(\.message))")
  }

  @Test("gives advice that can be written as it stands")
  func advice() {
    let found = template(#""x": {"type": "number"}"#, "<p>{{default x 3}}</p>").findings
    #expect(found.first?.fix?.contains("{{number (default x 3)}}") == true, "\(found)")
    let open = template(Self.refused[0].schema, Self.refused[0].body).findings
    #expect(open.first?.fix?.contains("additionalProperties") == true, "\(open)")
  }

  @Test("accepts alternate texts that always show something")
  func alternateTexts() {
    let schema =
      #""s": {"type": "string", "pattern": "\\S"}, "k": {"enum": ["a", "b"]}, "d": {"type": "string", "format": "date"}"#
    for alt in ["{{s}}", "{{upper s}}", "{{k}}", "{{date d 'long'}}", "{{d}}", "of {{s}}"] {
      let found = template(schema, "{{#if (and s k d)}}<img class=\"w\" src=\"a.png\" alt=\"\(alt)\">{{/if}}").findings
      #expect(!found.contains { $0.message.contains("blank") }, "\(alt): \(found.map(\.message))")
    }
  }

  @Test("takes little time for recursive schemas, long paths and nested conditions")
  func time() {
    let node = """
      "n": {"$ref": "#/$defs/node"}}, "$defs": {"node": {"oneOf": [
      {"type": "object", "additionalProperties": false, "properties": {"k": {"type": "string"}, "c": {"$ref": "#/$defs/node"}}},
      {"type": "object", "additionalProperties": false, "required": ["z"], "properties": {"z": {"type": "string"}, "k": {"type": "string"}, "c": {"$ref": "#/$defs/node"}}}]}
      """
    let path = "n" + String(repeating: ".c", count: 40) + ".k"
    var condition = "x"
    for level in 0..<18 { condition = "(\(level % 2 == 0 ? "and" : "or") y \(condition))" }
    let nested = String(repeating: "{{#if \(condition)}}a{{/if}}", count: 100)
    #expect(WorkTime.measure { template(node, "<p>{{#if \(path)}}{{\(path)}}{{/if}}</p>").findings }.seconds < 5)
    let flags = #""x": {"type": "boolean"}, "y": {"type": "boolean"}"#
    #expect(WorkTime.measure { template(flags, "<p>\(nested)</p>").findings }.seconds < 5)
  }

  @Test("counts the work of helpers in loops")
  func work() throws {
    let schema = #""xs": {"type": "array", "minItems": 1, "items": {"type": "string"}}"#
    let body = "<p>{{#if xs}}{{#each xs}}{{#if (eq (list ../xs) \"a\")}}A{{/if}}{{/each}}{{/if}}</p>"
    let data = "{\"xs\": [\(Array(repeating: "\"a\"", count: 16_000).joined(separator: ","))]}"
    let (_, seconds) = WorkTime.measure {
      #expect(throws: Findings.self) { try template(schema, body).merged(data) }
    }
    #expect(seconds < 20)
  }
}
