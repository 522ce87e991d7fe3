import Diagnostics
import JSONText
import LetterDocument

/// A letter with the reason for each of its words: the template line, the data that it prints, and the data that decided that it is there.
package struct TracedLetter: Sendable {
  /// A value that was read.
  package struct Read: Sendable, Hashable {
    /// Where it starts in the case file, or the value around it if it is absent.
    package let offset: Int
    /// The keys that the case file does not have.
    package let missing: [String]
  }

  /// A condition or a list that decided whether words are there.
  package struct Reason: Sendable, Hashable {
    /// The condition or the list in the template.
    package let source: Int
    package let range: Range<Int>
    /// What it read.
    package let reads: [Read]
  }

  /// The reason for a piece of text.
  package struct Entry: Sendable {
    /// The place of the words, or of the tag that prints them.
    package let source: Int
    package let offset: Int
    /// The data that it prints; empty for words of the template.
    package let reads: [Read]
    /// What decided that it is there, from the outside to the inside.
    package let reasons: [Reason]
    /// Whether data only chose among words of the template, such as a form of `plural` or the text of `default`.
    package var isChosen = false
  }

  /// The letter. The origins of its texts lead to entries.
  package var letter: Letter
  /// The entries.
  package let entries: [Entry]
  /// The branches that the letter took.
  package let branches: Set<TemplateBranch>

  /// The entry of a text of the letter; nil for what has none, such as list markers.
  package func entry(of text: Text) -> Entry? {
    guard case .template(Self.source, let index) = text.origin, entries.indices.contains(index) else { return nil }
    return entries[index]
  }

  /// Stands for the source of texts whose offset is the index of an entry.
  static let source = -1
}

extension TemplateSet {
  /// Merges a case file that is valid against the schema, and records why each word is there.
  /// - Throws: a finding if the data are not valid.
  package func trace(_ document: JSONDocument, defaultDate: DocumentDate? = nil) throws(Findings) -> TracedLetter {
    let recorder = MergeRecorder()
    let letter = try merge(document, defaultDate: defaultDate, recorder: recorder)
    return TracedLetter(letter: letter, entries: recorder.entries, branches: recorder.branches)
  }
}
