import Diagnostics
import JSONText
import LetterDocument

/// `manifest.json`: what a template set says about itself.
package struct TemplateManifest: Sendable {
  /// The name by which people choose the set, such as `imr-2016`.
  package let name: String
  /// The version of its wording.
  package let version: String
  /// One sentence about its purpose.
  package let summary: String
  /// The natural language of its letters as a BCP 47 tag.
  package let language: String
  /// The organization that issues its letters.
  package let issuer: String
  /// The rules that its cases are checked with.
  package let rules: [RuleEntry]
  /// The field that is reserved for a signature, as its text and place in the manifest, and what screen readers speak for it.
  package let signature: (field: String, label: String?, offset: Int)?
  /// The text of the manifest, for findings in it.
  package let source: SourceText
  /// Folders with partials, stylesheets and schemas that several template sets share.
  let includes: [(text: String, offset: Int)]
  /// The members that name places of the case file. ``CaseRoles`` checks them against the schema.
  let root: JSONValue

  /// A rule, as the manifest names it.
  package struct RuleEntry: Sendable {
    /// The name of a rule, of a kind of rule, or of a book of rules.
    package let name: String
    /// The place of the name.
    package let offset: Int
    /// The object with the parameters; nil if the manifest gives the name alone.
    package let parameters: JSONValue?
  }

  init(_ source: SourceText) throws(Findings) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: source, withForm: Self.form)
    } catch {
      throw error.asTemplateFindings
    }
    let field = document.root["signature"]
    let lines = ["name", "version", "summary", "issuer"].map { document.root[$0] } + [field?["label"]]
    for line in lines.compactMap(\.self) where !(line.string ?? "").unicodeScalars.allSatisfy(\.isSpoken) {
      throw Findings(
        Finding(
          .wrongForm, "a line of text cannot have control characters, private-use characters or noncharacters",
          fix: "remove them", in: source, at: line.offset))
    }
    func text(_ key: String) -> String { document.root[key]?.string ?? "" }
    name = text("name")
    version = text("version")
    summary = text("summary")
    language = text("language")
    issuer = text("issuer")
    rules = (document.root["rules"]?.array ?? []).compactMap { value in
      guard let name = value.object == nil ? value : value["rule"] else { return nil }
      return RuleEntry(name: name.string ?? "", offset: name.offset, parameters: value.object == nil ? nil : value)
    }
    signature = field?["field"].flatMap { value in
      value.string.map { ($0, field?["label"]?.string, value.offset) }
    }
    self.source = source
    includes = (document.root["includes"]?.array ?? []).map { ($0.string ?? "", $0.offset) }
    root = document.root
  }

  private static let form = DeclaredForm(
    #"""
    {
      "type": "object", "additionalProperties": false, "required": ["name", "version", "summary", "language", "issuer"],
      "$defs": {
        "line": {"type": "string", "minLength": 1, "maxLength": 1000, "description": "a line of text"},
        "path": {"type": "string", "minLength": 1, "description": "keys with dots between them, [] after a list"}
      },
      "properties": {
        "name": {"type": "string", "maxLength": 64, "pattern": "^[a-z0-9][a-z0-9-]*$", "description": "lower-case letters, digits and hyphens"},
        "version": {"type": "string", "maxLength": 32, "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$", "description": "1.0.0"},
        "summary": {"$ref": "#/$defs/line"},
        "language": {"type": "string", "maxLength": 35, "pattern": "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", "description": "en-US"},
        "issuer": {"$ref": "#/$defs/line"},
        "identity": {"$ref": "#/$defs/path"},
        "created": {"$ref": "#/$defs/path"},
        "confidential": {"type": "array", "items": {"$ref": "#/$defs/path"}},
        "tallies": {"type": "object", "additionalProperties": {"$ref": "#/$defs/path"}},
        "export": {
          "type": "object", "additionalProperties": false, "required": ["fields"],
          "properties": {
            "each": {"$ref": "#/$defs/path"},
            "fields": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {"$ref": "#/$defs/path"}}
          }
        },
        "signature": {
          "type": "object", "additionalProperties": false, "required": ["field"],
          "properties": {
            "field": {"type": "string", "pattern": "^(invisible|[0-9]{1,5}(\\.[0-9]{1,2})?(,[0-9]{1,5}(\\.[0-9]{1,2})?){3})$", "description": "invisible, or X,Y,W,H in points"},
            "label": {"$ref": "#/$defs/line"}
          }
        },
        "rules": {
          "type": "array",
          "items": {
            "type": ["string", "object"], "minLength": 1, "required": ["rule"],
            "properties": {"rule": {"type": "string", "minLength": 1}, "id": {"$ref": "#/$defs/line"}}
          }
        },
        "includes": {"type": "array", "items": {"type": "string", "minLength": 1}}
      }
    }
    """#)
}

extension TemplateManifest {
  /// The folders that it includes, as it writes them.
  package var includedFolders: [String] { includes.map(\.text) }

  /// A finding at the place where the manifest names a rule.
  package func finding(_ code: FindingCode, _ message: String, fix: String?, at entry: RuleEntry) -> Finding {
    Finding(code, message, fix: fix, in: source, at: entry.offset, length: entry.name.utf8.count + 2)
  }
}

extension Findings {
  /// The same findings for a file of the template set, which holds nothing confidential.
  package var asTemplateFindings: Findings {
    Findings(
      all.map { finding in
        var finding = finding
        finding.excerptIsCaseData = false
        return finding
      })
  }
}
