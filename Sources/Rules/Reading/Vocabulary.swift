import Diagnostics
import JSONText
import UnicodeText

/// Phrases that rules look for in prose, in categories. It is a file of the template folder, `vocabularies/NAME.json`, so that another
/// jurisdiction or language needs no new code.
package struct Vocabulary: Sendable {
  /// A category and its phrases.
  package struct Group: Sendable {
    /// The name of the category, such as `negation`.
    package let name: String
    /// The names of its values; empty if it has none.
    package let values: [String]
    /// Its phrases.
    let phrases: [Phrase]
    /// Where the category stands in the file.
    package let keyOffset: Int

    /// A value in words, for messages.
    func place(_ value: UInt16) -> String {
      values.indices.contains(Int(value)) ? "\(name) “\(values[Int(value)])”" : name
    }
  }

  /// A phrase of a category.
  struct Phrase: Sendable {
    /// Its parts in ``Vocabulary/patterns``.
    let pattern: Range<Int>
    /// The index of its value.
    let value: UInt16
    /// Where it stands in the file.
    let offset: Int
  }

  /// The name of the file.
  package let name: String
  /// The file.
  package let source: SourceText
  /// The categories, in the order of the file.
  package let groups: [Group]
  /// The patterns of all phrases.
  let patterns: PatternList
  /// Relations between names: relation, name, names.
  package let relations: [String: [String: [String]]]

  /// Reads a file.
  /// - Throws: everything that is wrong with it.
  package init(_ source: SourceText, name: String) throws(Findings) {
    let document = try JSONDocument(parsing: source, withForm: Self.form)
    let root = document.root
    (self.name, self.source) = (name, source)
    if let wrong = document.wrongName("name", inFile: name) { throw Findings(wrong) }
    var findings: [Finding] = []
    var patterns = PatternList()
    groups = (root["phrases"]?.object?.members ?? []).map { Self.group($0, source, &patterns, &findings) }
    self.patterns = patterns
    var relations: [String: [String: [String]]] = [:]
    for relation in root["relations"]?.object?.members ?? [] {
      for entry in relation.value.object?.members ?? [] {
        relations[relation.key, default: [:]][entry.key] = (entry.value.array ?? []).compactMap(\.string)
      }
    }
    self.relations = relations
    guard findings.isEmpty else { throw Findings(findings) }
  }

  /// Gives a function every word of a category, in the order of the file. Some occur more than once.
  func eachWord(of group: Group, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    for phrase in group.phrases { patterns.eachWord(of: phrase.pattern, body) }
  }

  private static func group(
    _ member: JSONObject.Member, _ source: SourceText, _ patterns: inout PatternList, _ findings: inout [Finding]
  ) -> Group {
    let lists = member.value.object?.members.map(\.value) ?? [member.value]
    var phrases: [Phrase] = []
    for (index, list) in lists.enumerated() {
      for pattern in list.array ?? [] {
        do throws(PatternList.Problem) {
          phrases.append(
            Phrase(
              pattern: try patterns.add(Normalization.nfc(pattern.string ?? "")), value: UInt16(clamping: index),
              offset: pattern.offset))
        } catch {
          findings.append(Finding(.wrongForm, error.message, fix: error.fix, in: source, at: pattern.offset))
        }
      }
    }
    return Group(
      name: member.key, values: member.value.object?.members.map(\.key) ?? [], phrases: phrases,
      keyOffset: member.keyOffset)
  }

  private static let form = DeclaredForm(
    #"""
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
    """#)
}
