import LetterDocument
import LetterTemplate

/// A word of a letter, between two spaces, with the reasons for it.
struct LetterWord: Sendable {
  /// A part of a word that comes from one place.
  struct Piece: Sendable {
    /// What it comes from.
    enum Source: Sendable {
      /// An entry of ``TracedLetter``.
      case entry(Int)
      /// Words of the stylesheet, or a sign for a number that each page has of its own.
      case sign
      /// Something that was not traced. It can be a value of the case.
      case unknown
    }

    let text: String
    let source: Source

    var entry: Int? { if case .entry(let index) = source { index } else { nil } }
  }

  /// The word, with the punctuation at it.
  var text: String
  /// What it is made of. A word such as “(Norco)” has three pieces.
  var pieces: [Piece]
  /// The paragraph that it stands in, counted through the letter.
  let paragraph: Int
  /// The element of the paragraph, such as `h2`, `p` or `td`, with its margin box and its language.
  let element: String
  /// The margin box that pages repeat and that it stands in: its index in ``Letter/repeatedBoxes``.
  let box: Int?

  /// The entries that it is made of.
  var entries: [Int] { pieces.compactMap(\.entry) }
}

/// The words of a letter, in reading order: what plain text prints, without list markers.
struct LetterWords {
  /// What words belong to.
  enum Part {
    /// The title of the document, which is not printed.
    case title
    /// The text.
    case text
    /// What pages repeat in their margins.
    case boxes
  }

  private(set) var words: [LetterWord] = []
  private let traced: TracedLetter
  private var paragraph = 0
  /// Whether the next text continues the last word.
  private var isOpen = false
  private var language: String
  /// The margin box whose words are being added, and its place; nil for the letter's text.
  private var box: (index: Int, place: String)?

  /// - Parameter parts: what words are wanted of. Signs stand for numbers of pages, and for what margin boxes repeat of the text.
  init(_ traced: TracedLetter, of parts: Set<Part> = [.text]) {
    self.traced = traced
    language = traced.letter.language
    if parts.contains(.title) { add(traced.letter.titleTexts.map { .text($0) }, in: "title") }
    if parts.contains(.text) {
      for (element, _) in traced.letter.firstPageElements { add(element.blocks) }
      add(traced.letter.blocks)
    }
    guard parts.contains(.boxes) else { return }
    for (index, box) in traced.letter.repeatedBoxes.enumerated() {
      self.box = (index, box.place)
      add(box)
    }
  }

  private mutating func add(_ box: MarginBox) {
    guard case .pieces(let pieces) = box.content else {
      if case .element(let name) = box.content { add(traced.letter.runningBlocks(name)) }
      return
    }
    (paragraph, isOpen) = (paragraph + 1, false)
    for piece in pieces {
      switch piece {
      case .literal(let text): collect(text, .sign, box.place)
      case .namedString(let name): collect("‹\(name)›", .sign, box.place)
      case .pageNumber: collect(PageCounter.page.sign, .sign, box.place)
      case .pageCount: collect(PageCounter.pages.sign, .sign, box.place)
      }
    }
  }

  private mutating func add(_ blocks: [Block]) { for block in blocks { add(block) } }

  private mutating func add(_ block: Block) {
    switch block {
    case .section(let container), .division(let container): add(container.blocks)
    case .heading(let level, let content): add(content.inlines, in: "h\(level)")
    case .paragraph(let content): add(content.inlines, in: "p")
    case .list(let list):
      for item in list.items {
        speaking(item.marks) { words in
          switch item.content {
          case .inlines(let inlines): words.add(inlines, in: "li")
          case .blocks(let blocks): words.add(blocks)
          }
        }
      }
    case .table(let table):
      if let caption = table.caption { add(caption.content.inlines, in: "caption") }
      for cell in table.rows.flatMap(\.cells) {
        speaking(cell.marks) { words in
          if let blocks = cell.blocks { return words.add(blocks) }
          words.add(cell.content.inlines, in: cell.isHeader ? "th" : "td")
        }
      }
    case .image, .rule: break
    case .marked(let marks, let inner): speaking(marks) { $0.add(inner) }
    }
  }

  private mutating func speaking(_ marks: Marks?, _ work: (inout LetterWords) -> Void) {
    let outer = language
    if let own = marks?.language { language = own }
    work(&self)
    language = outer
  }

  private mutating func add(_ inlines: [Inline], in element: String) {
    paragraph += 1
    isOpen = false
    let place = box.map { $0.place + " " + element } ?? element
    collect(inlines, language == traced.letter.language ? place : place + ":" + language)
  }

  private mutating func collect(_ inlines: [Inline], _ element: String) {
    for inline in inlines {
      switch inline {
      case .text(let text): collect(text, element)
      case .span(_, _, let inner): collect(inner, element)
      case .lineBreak: isOpen = false
      case .counter(let counter): collect(counter.sign, .sign, element)
      }
    }
  }

  private mutating func collect(_ text: Text, _ element: String) {
    if case .template(_, let index) = text.origin, traced.entry(of: text) != nil {
      collect(text.string, .entry(index), element)
    } else {
      collect(text.string, .unknown, element)
    }
  }

  private mutating func collect(_ text: String, _ source: LetterWord.Piece.Source, _ element: String) {
    for (index, part) in text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { isOpen = false }
      guard !part.isEmpty, let part = String(part) else { continue }
      let piece = LetterWord.Piece(text: part, source: source)
      if isOpen, !words.isEmpty {
        words[words.count - 1].text += part
        words[words.count - 1].pieces.append(piece)
      } else {
        words.append(
          LetterWord(text: part, pieces: [piece], paragraph: paragraph, element: element, box: box?.index))
      }
      isOpen = true
    }
  }
}
