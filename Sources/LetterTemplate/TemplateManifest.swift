import JSONText

/// `manifest.json`: what a template set says of itself.
public struct TemplateManifest: Sendable {
  /// The name under which people choose it, such as `imr-2016`.
  public let name: String
  /// The version of its wording.
  public let version: String
  /// A sentence on what it is for.
  public let summary: String
  /// The natural language of its letters as a BCP 47 tag.
  public let language: String
  /// The organization that issues its letters.
  public let issuer: String
  /// The path of the date that documents carry as the day they were made, if the data have one.
  let created: [String]
  /// The names of the rules that its cases are held to, with their places in the manifest.
  public let rules: [(text: String, offset: Int)]
  /// The manifest's text, for findings in it.
  public let source: SourceText
  /// Folders with partials and schemas that several template sets share.
  let includes: [String]

  init(_ source: SourceText) throws(Findings) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: source)
    } catch {
      throw error.asTemplateFindings
    }
    let found = try Self.schema().validate(document)
    guard !found.hasErrors else { throw found.asTemplateFindings }
    func text(_ key: String) -> String { document.root[key]?.string ?? "" }
    name = text("name")
    version = text("version")
    summary = text("summary")
    language = text("language")
    issuer = text("issuer")
    created = text("created").split(separator: ".").map(String.init)
    rules = (document.root["rules"]?.array ?? []).map { ($0.string ?? "", $0.offset) }
    self.source = source
    includes = document.root["includes"]?.array?.compactMap(\.string) ?? []
  }

  private static func schema() throws(Findings) -> Schema {
    try Schema(reading: JSONDocument(parsing: SourceText(name: "manifest schema", text: schemaText))) {
      reference, _ throws(Findings) in throw Findings(Finding(.badSchema, "“\(reference)” leads nowhere"))
    }
  }

  private static let schemaText = #"""
    {
      "type": "object", "additionalProperties": false, "required": ["name", "version", "summary", "language", "issuer"],
      "properties": {
        "name": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "description": "lower-case letters, digits and hyphens"},
        "version": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$", "description": "1.0.0"},
        "summary": {"type": "string", "minLength": 1},
        "language": {"type": "string", "pattern": "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", "description": "en-US"},
        "issuer": {"type": "string", "minLength": 1},
        "created": {"type": "string", "pattern": "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$", "description": "case.decisionDate"},
        "rules": {"type": "array", "items": {"type": "string", "minLength": 1}},
        "includes": {"type": "array", "items": {"type": "string", "minLength": 1}}
      }
    }
    """#
}

extension Findings {
  /// The same findings about a file of the template set, which holds nothing confidential.
  var asTemplateFindings: Findings {
    Findings(
      all.map { finding in
        var finding = finding
        finding.excerptIsCaseData = false
        return finding
      })
  }
}
