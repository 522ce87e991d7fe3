import Foundation
import TestSupport

/// A set in memory with numbers, dates, lists and enums, and the shipped language files.
enum ExpressionTemplate {
  static let schema = """
    {"type": "object", "additionalProperties": false,
     "required": ["n", "amount", "rate", "weight", "day", "due", "kind", "flag", "words", "tags", "party", "name", "items"],
     "properties": {
      "n": {"type": "integer"}, "positive": {"type": "integer", "minimum": 1}, "whole": {"type": "number", "multipleOf": 1},
      "amount": {"type": "number", "multipleOf": 0.01}, "rate": {"type": "number", "multipleOf": 0.001},
      "weight": {"type": "number"}, "day": {"type": "string", "format": "date"},
      "due": {"type": "string", "format": "date"}, "kind": {"enum": ["upheld", "overturned"]},
      "step": {"enum": [1, 2.5]}, "flag": {"type": "boolean"}, "name": {"type": "string", "minLength": 1},
      "nick": {"type": "string"}, "score": {"type": "integer"},
      "words": {"type": "array", "minItems": 1, "items": {"type": "string"}},
      "tags": {"type": "array", "items": {"type": "string"}}, "notes": {"type": "array", "items": {"type": "string"}},
      "numbers": {"type": "array", "minItems": 1, "items": {"type": "number"}},
      "items": {"type": "array", "items": {"oneOf": [
        {"type": "object", "additionalProperties": false, "required": ["kind", "price"],
         "properties": {"kind": {"const": "sold"}, "price": {"type": "integer"}}},
        {"type": "object", "additionalProperties": false, "required": ["kind", "reason"],
         "properties": {"kind": {"const": "kept"}, "reason": {"type": "string", "minLength": 1}}}]}},
      "party": {"type": "object", "required": ["role"], "properties": {
        "role": {"enum": ["person", "office"]}, "title": {"type": "string", "minLength": 1}}}
     }}
    """

  static func template(_ body: String, language: String = "en-US", files: [String: String] = [:]) -> MemoryTemplate {
    var all = files
    for tag in ["en", "en-GB", "es", "es-US"] where all["languages/\(tag).json"] == nil {
      let file = Project.root.appending(path: "Templates/common/languages/\(tag).json")
      all["../common/languages/\(tag).json"] = try? String(contentsOf: file, encoding: .utf8)
    }
    all["schema.json"] = files["schema.json"] ?? schema
    all["manifest.json"] = """
      {"name": "test", "version": "1.0.0", "summary": "a test", "language": "\(language)", "issuer": "Office", "includes": ["../common"]}
      """
    return MemoryTemplate(body: body, files: all)
  }

  static func data(_ changes: [String: Any] = [:]) throws -> String {
    var data: [String: Any] = [
      "n": 3, "amount": 12.5, "rate": 0.125, "weight": 2, "day": "2016-09-03", "due": "2016-10-03", "kind": "upheld",
      "flag": true, "words": ["a", "b", "c"], "tags": [], "party": ["role": "person"], "name": "Ada",
      "items": [["kind": "sold", "price": 5], ["kind": "kept", "reason": "old"]],
    ]
    data.merge(changes) { $1 }
    return String(decoding: try JSONSerialization.data(withJSONObject: data), as: UTF8.self)
  }
}
