import Foundation
import TestSupport

/// A set in a folder of its own, whose schema has dates, amounts, a list and an enum.
struct RuleSet {
  let folder: TemporaryFolder
  var path: String { folder.file("set/").path + "/" }

  init(rules: String, vocabulary: String? = nil) throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      {"name": "orders", "version": "1.0.0", "summary": "Orders", "language": "en-US", "issuer": "Example Board",
       "rules": [\(rules)]}
      """, to: "set/manifest.json")
    try folder.write("<title>Order</title>\n<body><h1>Order</h1></body>\n", to: "set/letter.html")
    try folder.write("body { font: 12pt/14pt \"Liberation Serif\" }\n", to: "set/letter.css")
    if let vocabulary { try folder.write(vocabulary, to: "set/vocabularies/colours.json") }
    try folder.write(
      """
      {"type": "object", "additionalProperties": false, "properties": {
        "received": {"type": "string", "format": "date"}, "assigned": {"type": "string", "format": "date"},
        "decided": {"type": "string", "format": "date"}, "priority": {"enum": ["standard", "expedited"]},
        "claim": {"type": "string"}, "other": {"type": "string"}, "number": {"type": "number"},
        "total": {"type": "number"}, "paid": {"type": "number"}, "notCovered": {"type": "number"},
        "lines": {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {
          "code": {"type": "string"}, "from": {"type": "string", "format": "date"},
          "to": {"type": "string", "format": "date"}, "charged": {"type": "number"}, "paid": {"type": "number"},
          "rest": {"type": "number"}}}},
        "colours": {"type": "array", "items": {"type": "string"}}}}
      """, to: "set/schema.json")
  }

  func check(_ json: String) throws -> ProcessResult {
    let input = try folder.write(json, to: "case.json")
    return try Command.run("check", input, "--template", path, "--json")
  }
}
