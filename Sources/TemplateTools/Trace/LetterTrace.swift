import DeterminationLetters
import Diagnostics
import JSONText
import LetterTemplate
import Typesetting

/// A letter with the template line and the data behind each of its words.
package struct LetterTrace: Sendable {
  /// A value of the case file.
  package struct Datum: Sendable, Hashable {
    /// Its JSON Pointer (RFC 6901). If the case file does not have it, the keys that it would have.
    package let pointer: String
    /// Where it stands, or where the value around it starts.
    package let location: SourceLocation
    /// Whether the case file has it.
    package let isPresent: Bool
  }

  /// Words that come from one place of the template.
  package struct Piece: Sendable {
    /// The words.
    package let text: String
    /// The line of the template, as `file:line`.
    package let template: String
    /// The data that it prints; empty for words of the template.
    package let printed: [Datum]
    /// What decided that the words are there: the line of the template, and what it asked for.
    package let reasons: [(template: String, asked: [Datum])]

    /// The pointers of all data behind the words.
    package var pointers: Set<String> { Set((printed + reasons.flatMap(\.asked)).map(\.pointer)) }
  }

  let traced: TracedLetter
  let document: JSONDocument
  let renderer: LetterRenderer
  let words: [LetterWord]
  private let places: SourcePlaces

  /// Traces the letter of a case.
  /// - Throws: everything that is wrong with the case.
  package init(_ document: JSONDocument, _ renderer: LetterRenderer) throws(Findings) {
    _ = try renderer.render(document)
    try self.init(valid: document, renderer)
  }

  /// Traces the letter of a case that was checked already.
  package init(valid document: JSONDocument, _ renderer: LetterRenderer) throws(Findings) {
    (self.document, self.renderer) = (document, renderer)
    places = SourcePlaces(document.source)
    traced = try renderer.numberedTrace(document)
    words = LetterWords(traced).words
  }

  /// A word, or the part of one that has its own origin, with what is behind it.
  package struct Word: Sendable {
    /// The word.
    package let text: String
    /// The line of the template that made it.
    package let template: String
    /// The pointers of the data that it prints or that decided that it is there.
    package let pointers: Set<String>
  }

  /// Every word of the letter.
  package var wordsWithData: [Word] {
    let pieces = traced.entries.indices.map { piece(of: $0, "") }
    return words.flatMap { word in
      word.pieces.compactMap { piece in
        piece.entry.map { Word(text: piece.text, template: pieces[$0].template, pointers: pieces[$0].pointers) }
      }
    }
  }

  /// The whole letter, piece by piece.
  package var pieces: [Piece] { pieces(words.indices) }

  /// Each place where a text stands, whatever the white space between its words.
  package func find(_ text: String) -> [[Piece]] {
    let wanted = WordAlignment.words(of: text)
    guard let first = wanted.first, let last = wanted.last else { return [] }
    var hits: [[Piece]] = []
    for start in words.indices where start + wanted.count <= words.count {
      let range = start..<start + wanted.count
      let middle = zip(words[range], wanted).dropFirst().dropLast().allSatisfy { $0.text == $1 }
      // The text may begin and end inside of words.
      let fits =
        wanted.count == 1
        ? words[start].text.contains(first)
        : words[start].text.hasSuffix(first) && words[range.upperBound - 1].text.hasPrefix(last)
      if middle, fits { hits.append(pieces(range)) }
    }
    return hits
  }

  /// The word at a place of a page.
  /// - Parameters:
  ///   - page: its number, from 1.
  ///   - x, y: points from the left and from the top edge of the sheet.
  /// - Throws: the reasons why the letter cannot be set.
  package func find(page: Int, x: Double, y: Double) throws(Findings) -> [[Piece]] {
    try placedWords(in: typeset()).filter { $0.match != nil && $0.word.page == page && $0.word.contains(x, y) }
      .compactMap { _, match in match.map { pieces($0..<$0 + 1) } }
  }

  /// The pages of the letter. It has been checked already.
  /// - Parameter area: an area of the last page that must be free.
  func typeset(leaving area: Area? = nil) throws(Findings) -> TypesetLetter {
    try renderer.render(document, isChecked: true).typeset(leaving: area)
  }

  /// Every word on the pages, with the index of the word of the letter that it is, if it is one.
  func placedWords(in pages: TypesetLetter) -> [(word: PlacedWord, match: Int?)] {
    let placed = PlacedWord.all(in: pages)
    let alignment = WordAlignment(placed.filter(\.isText).map(\.text), words)
    var next = 0
    return placed.map { word in
      guard word.isText else { return (word, nil) }
      next += 1
      return (word, alignment.match(next - 1))
    }
  }

  // MARK: Pieces

  /// Words in pieces of the same origin.
  private func pieces(_ range: Range<Int>) -> [Piece] {
    var groups: [(entry: Int, first: Int, words: [String])] = []
    for index in range {
      for piece in words[index].pieces {
        guard let entry = piece.entry else { continue }
        if groups.last?.entry != entry { groups.append((entry, index, [])) }
        groups[groups.count - 1].words.append(piece.text)
      }
    }
    return groups.map { group in
      // A text of the template can have many lines.
      piece(
        of: group.entry, group.words.joined(separator: " "),
        wordsBefore: words.count(of: group.entry, before: group.first))
    }
  }

  private func piece(of index: Int, _ text: String, wordsBefore: @autoclosure () -> Int = 0) -> Piece {
    let entry = traced.entries[index]
    let place = traced.linePlace(of: index, wordsBefore: wordsBefore(), in: renderer.template)
    return Piece(
      text: text, template: place, printed: data(entry.reads),
      reasons: entry.reasons.map { reason in
        (renderer.template.linePlace(reason.source, reason.range.lowerBound), data(reason.reads))
      })
  }

  func data(_ reads: [TracedLetter.Read]) -> [Datum] {
    var seen: Set<Datum> = []
    return reads.compactMap { read -> Datum? in
      guard let base = document.root.pointer(toValueAt: read.offset) else { return nil }
      let pointer = base + read.missing.map { "/" + JSONPointer.escape($0) }.joined()
      return Datum(
        pointer: pointer, location: places.location(at: read.offset), isPresent: read.missing.isEmpty)
    }.filter { seen.insert($0).inserted }
  }
}

extension LetterRenderer {
  /// The letter of a case that was checked already, with the reasons for its words. Page numbers that are part of its text are those of its pages.
  func numberedTrace(_ document: JSONDocument) throws(Findings) -> TracedLetter {
    var traced = try template.trace(document)
    if traced.letter.textHasCounters {
      let pages = try render(document, isChecked: true).typeset()
      traced.letter = traced.letter.numbered(pageCount: pages.pages.count)
    }
    return traced
  }
}
