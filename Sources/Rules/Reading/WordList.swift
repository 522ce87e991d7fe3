import Diagnostics
import JSONText

/// A list of words that rules look values up in, such as the states of the United States. It is a file of the template folder,
/// `vocabularies/NAME.json`, so that another jurisdiction needs no new code.
package struct WordList: Sendable {
  /// The name of the file.
  package let name: String
  /// The words, in the order of the file.
  package let entries: [String]
  private let exact: Set<String>
  private let folded: Set<String>?
  private let codes: [String: String]

  /// Whether a word is in the list.
  package func contains(_ word: String) -> Bool {
    exact.contains(word) || folded.map { $0.contains(Self.folded(word)) } ?? false
  }

  /// The entry that the author may have meant.
  package func nearest(to word: String) -> String? { codes[word.uppercased()] ?? NearMiss.of(word, among: entries) }

  /// A word without letter case and punctuation; “&” is the same as “and”.
  private static func folded(_ word: String) -> String {
    guard word.utf8.contains(UInt8(ascii: "&")) else { return FoldedWords.of(word) }
    let bytes = word.utf8.flatMap { $0 == UInt8(ascii: "&") ? Array(" and ".utf8) : [$0] }
    return FoldedWords.of(String(decoding: bytes, as: UTF8.self))
  }

  /// Reads a file.
  /// - Throws: everything that is wrong with it.
  package init(_ source: SourceText, name: String) throws(Findings) {
    let document = try JSONDocument(parsing: source, withForm: Self.form)
    let root = document.root
    if let wrong = document.wrongName("name", inFile: name) { throw Findings(wrong) }
    func texts(_ key: String) -> [String] { (root[key]?.array ?? []).compactMap(\.string) }
    self.name = name
    entries = texts("entries")
    exact = Set(entries + texts("also"))
    folded = root["compare"]?.string == "folded" ? Set(exact.map(Self.folded)) : nil
    let members = root["codes"]?.object?.members ?? []
    codes = Dictionary(members.map { ($0.key.uppercased(), $0.value.string ?? "") }) { first, _ in first }
    for member in members where !entries.contains(member.value.string ?? "") {
      throw Findings(
        Finding(
          .wrongForm, "no entry is “\(member.value.string ?? "")”", fix: "add it to entries", in: source,
          at: member.value.offset))
    }
  }

  private static let form = DeclaredForm(
    #"""
    {
      "type": "object", "additionalProperties": false, "required": ["name", "version", "source", "entries"],
      "$defs": {
        "text": {"type": "string", "minLength": 1, "maxLength": 500},
        "texts": {"type": "array", "items": {"$ref": "#/$defs/text"}}
      },
      "properties": {
        "name": {"$ref": "#/$defs/text"}, "version": {"$ref": "#/$defs/text"}, "source": {"$ref": "#/$defs/text"},
        "entries": {"allOf": [{"$ref": "#/$defs/texts"}, {"minItems": 1}]}, "also": {"$ref": "#/$defs/texts"},
        "codes": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}},
        "compare": {"enum": ["exact", "folded"]}
      }
    }
    """#)
}
