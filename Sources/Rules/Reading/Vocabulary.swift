import Diagnostics
import JSONText

/// Phrases that rules look for in prose, in categories. It is a file of the template folder, `vocabularies/NAME.json`, so that another
/// jurisdiction or language needs no new code.
package struct Vocabulary: Sendable {
  /// A category and its phrases.
  package struct Group: Sendable {
    /// The name of the category, such as `negation`.
    package let name: String
    /// The names of its values; empty if it has none.
    package let values: [String]
    /// Each phrase: its words, and the index of its value.
    let phrases: [(words: [String], value: UInt16)]
    /// Every word, once.
    package var words: [String] { Set(phrases.flatMap(\.words)).sorted() }
    /// Where the category stands in the file.
    package let keyOffset: Int
  }

  /// The name of the file.
  package let name: String
  /// The file.
  package let source: SourceText
  /// The categories, in the order of the file.
  package let groups: [Group]
  /// Relations between names: relation, name, names.
  package let relations: [String: [String: [String]]]

  /// Reads a file.
  /// - Throws: everything that is wrong with it.
  package init(_ source: SourceText, name: String) throws(Findings) {
    let document = try JSONDocument(parsing: source, withForm: Self.schemaText)
    let root = document.root
    (self.name, self.source) = (name, source)
    if let wrong = document.wrongName("name", inFile: name) { throw Findings(wrong) }
    var findings: [Finding] = []
    var known: [String: String] = [:]
    groups = (root["phrases"]?.object?.members ?? []).map { member in
      Self.group(member, source, &known, &findings)
    }
    var relations: [String: [String: [String]]] = [:]
    for relation in root["relations"]?.object?.members ?? [] {
      for entry in relation.value.object?.members ?? [] {
        relations[relation.key, default: [:]][entry.key] = (entry.value.array ?? []).compactMap(\.string)
      }
    }
    self.relations = relations
    guard findings.isEmpty else { throw Findings(findings) }
  }

  private static func group(
    _ member: JSONObject.Member, _ source: SourceText, _ known: inout [String: String], _ findings: inout [Finding]
  ) -> Group {
    let lists = member.value.object?.members.map { ($0.key, $0.value) } ?? [("", member.value)]
    var phrases: [(words: [String], value: UInt16)] = []
    for (index, list) in lists.enumerated() {
      for pattern in list.1.array ?? [] {
        do throws(PhrasePattern.Problem) {
          let place = list.0.isEmpty ? member.key : "\(member.key) “\(list.0)”"
          var isNew = false
          for words in try PhrasePattern.phrases(of: pattern.string ?? "") {
            // An abbreviation may be a phrase too.
            let isAbbreviation = member.key == PhraseBookBuilder.abbreviations
            let key = words.joined(separator: " ").lowercased() + (isAbbreviation ? " " : "")
            guard let other = known.updateValue(place, forKey: key) else {
              isNew = true
              phrases.append((words, UInt16(clamping: index)))
              continue
            }
            guard other != place else { continue }
            isNew = true
            findings.append(
              Finding(
                .wrongForm, "the phrase “\(words.joined(separator: " "))” stands in \(other) already",
                fix: "remove one of the two", in: source, at: pattern.offset))
          }
          if !isNew {
            findings.append(
              Finding(
                .wrongForm, "other patterns of \(place) have all phrases of this one", fix: "remove it", in: source,
                at: pattern.offset))
          }
        } catch {
          findings.append(Finding(.wrongForm, error.message, fix: error.fix, in: source, at: pattern.offset))
        }
      }
    }
    return Group(
      name: member.key, values: member.value.object?.members.map(\.key) ?? [], phrases: phrases,
      keyOffset: member.keyOffset)
  }

  private static let schemaText = #"""
    {
      "type": "object", "additionalProperties": false, "required": ["name", "version", "source", "licence", "phrases"],
      "$defs": {
        "text": {"type": "string", "minLength": 1, "maxLength": 1000},
        "texts": {"type": "array", "minItems": 1, "maxItems": 5000, "items": {"$ref": "#/$defs/text"}}
      },
      "properties": {
        "name": {"$ref": "#/$defs/text"}, "version": {"$ref": "#/$defs/text"}, "source": {"$ref": "#/$defs/text"},
        "licence": {"$ref": "#/$defs/text"},
        "phrases": {
          "type": "object",
          "additionalProperties": {
            "anyOf": [
              {"$ref": "#/$defs/texts"},
              {"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/texts"}}
            ]
          }
        },
        "relations": {
          "type": "object",
          "additionalProperties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/texts"}}
        }
      }
    }
    """#
}
