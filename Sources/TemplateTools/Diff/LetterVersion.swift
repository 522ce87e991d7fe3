import DeterminationLetters
import JSONText
import LetterDocument
import LetterTemplate
import Typesetting

/// A letter in one of two versions that are compared: its sentences, and where its lines stand.
struct LetterVersion {
  /// Words that belong together: a sentence, or what is left of a paragraph.
  struct Sentence: Equatable {
    let text: String
    /// The element that it stands in, with its language.
    let element: String
    /// The indices of its words.
    let words: Range<Int>

    static func == (one: Sentence, other: Sentence) -> Bool {
      one.text.isSame(as: other.text) && one.element == other.element
    }
  }

  /// A line of the letter's text.
  struct Line {
    /// A digest of its characters.
    let digest: UInt64
    /// The index of its page.
    let page: Int
    /// Where it is on the page.
    let line: Typesetting.Line
  }

  let renderer: LetterRenderer
  let document: JSONDocument
  let traced: TracedLetter
  let words: [LetterWord]
  let sentences: [Sentence]
  /// The index of the first sentence that pages repeat in their margins.
  let firstInMargins: Int
  /// The language and the elements of the letter, without words.
  let structure: [String]
  let pages: TypesetLetter
  let lines: [Line]

  var pageCount: Int { pages.pages.count }

  /// - Throws: everything that is wrong with the case.
  init(_ document: JSONDocument, _ renderer: LetterRenderer) throws(Findings) {
    (self.renderer, self.document) = (renderer, document)
    traced = try renderer.trace(document)
    let words = LetterWords(traced, of: [.title, .text, .boxes]).words
    self.words = words
    let sentences = Self.sentences(of: words)
    self.sentences = sentences
    firstInMargins = sentences.firstIndex { words[$0.words.lowerBound].box != nil } ?? sentences.count
    structure = LetterOutline.structure(of: traced.letter)
    pages = try Self.pages(of: traced.letter, document, renderer)
    lines = Self.lines(of: pages)
  }

  private static func pages(
    of letter: Letter, _ document: JSONDocument, _ renderer: LetterRenderer
  ) throws(Findings) -> TypesetLetter {
    do throws(Findings) {
      return try renderer.typeset(letter, document: document, leaving: nil)
    } catch {
      // The traced letter does not know the places of the case, and the same letter without a trace does.
      _ = try renderer.render(document).typeset()
      throw error
    }
  }

  private static func sentences(of words: [LetterWord]) -> [Sentence] {
    var sentences: [Sentence] = []
    var start = 0
    for index in words.indices {
      let isLast = index + 1 == words.count || words[index + 1].paragraph != words[index].paragraph
      guard isLast || endsSentence(words[index].text) else { continue }
      let range = start..<index + 1
      sentences.append(
        Sentence(
          text: words[range].lazy.map(\.text).joined(separator: " "), element: words[index].element, words: range))
      start = index + 1
    }
    return sentences
  }

  /// Whether a word ends with a full stop, an exclamation or a question mark, quotation marks and brackets aside.
  private static func endsSentence(_ word: String) -> Bool {
    for byte in word.utf8.reversed() {
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0x80...0xFF: continue
      default: return false
      }
    }
    return false
  }

  private static func lines(of letter: TypesetLetter) -> [Line] {
    letter.pages.enumerated().flatMap { index, page in
      page.lines.map { Line(digest: letter.digest(of: $0), page: index, line: $0) }
    }
  }
}

extension TypesetLetter {
  /// A digest of the characters of a line.
  func digest(of line: Typesetting.Line) -> UInt64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for run in runs[line.runs] {
      for glyph in glyphs[run.glyphs] { digest = (digest ^ UInt64(glyph.character)) &* 0x100_0000_01B3 }
    }
    return digest
  }
}
