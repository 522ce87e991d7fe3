import LetterDocument
import LetterTemplate

/// A word of a letter, between two spaces, with the reasons for it.
struct LetterWord: Sendable {
  /// The word, with the punctuation at it.
  var text: String
  /// The entries of ``TracedLetter`` that it is made of. A word such as “(Norco)” has three.
  var entries: [Int]
  /// The text of each entry.
  var parts: [String]
  /// The paragraph that it stands in, counted through the letter.
  let paragraph: Int
  /// The element of the paragraph, such as `h2`, `p` or `td`, with its language.
  let element: String
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
  /// The margin box whose words are added; nil for the letter's text.
  private var box: MarginBox?
  /// Whether signs stand for numbers that each page has of its own.
  private let hasCounters: Bool

  /// - Parameter parts: what words are wanted of. With boxes, signs stand for numbers that each page has of its own.
  init(_ traced: TracedLetter, of parts: Set<Part> = [.text]) {
    self.traced = traced
    hasCounters = parts.contains(.boxes)
    language = traced.letter.language
    if parts.contains(.title) { add(traced.letter.titleTexts.map { .text($0) }, in: "title") }
    if parts.contains(.text) {
      for (element, _) in traced.letter.firstPageElements { add(element.blocks) }
      add(traced.letter.blocks)
    }
    if parts.contains(.boxes) { for box in traced.letter.repeatedBoxes { add(box) } }
  }

  private mutating func add(_ box: MarginBox) {
    self.box = box
    switch box.content {
    case .element(let name): add(traced.letter.runningBlocks(name))
    case .pieces(let pieces):
      (paragraph, isOpen) = (paragraph + 1, false)
      for piece in pieces {
        switch piece {
        case .literal(let text): collect(text, [], box.place)
        case .namedString(let name): if let text = traced.letter.namedStrings[name] { collect(text, box.place) }
        case .pageNumber: collect(PageCounter.page.sign, [], box.place)
        case .pageCount: collect(PageCounter.pages.sign, [], box.place)
        }
      }
    }
    self.box = nil
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
      case .counter(let counter): if hasCounters { collect(counter.sign, [], element) }
      }
    }
  }

  private mutating func collect(_ text: Text, _ element: String) {
    var entry: [Int] = []
    if case .template(_, let index) = text.origin, traced.entry(of: text) != nil { entry = [index] }
    collect(text.string, entry, element)
  }

  private mutating func collect(_ text: String, _ entry: [Int], _ element: String) {
    for (index, part) in text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { isOpen = false }
      guard !part.isEmpty, let piece = String(part) else { continue }
      if isOpen, !words.isEmpty {
        words[words.count - 1].text += piece
        words[words.count - 1].entries += entry
        words[words.count - 1].parts += entry.map { _ in piece }
      } else {
        words.append(
          LetterWord(
            text: piece, entries: entry, parts: entry.map { _ in piece }, paragraph: paragraph, element: element))
      }
      isOpen = true
    }
  }
}
