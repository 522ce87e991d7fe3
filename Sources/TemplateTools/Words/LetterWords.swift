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
  private(set) var words: [LetterWord] = []
  private let traced: TracedLetter
  private var paragraph = 0
  /// Whether the next text continues the last word.
  private var isOpen = false
  private var language: String

  /// - Parameter hasTitle: whether the title of the document comes first. It is not printed.
  init(_ traced: TracedLetter, hasTitle: Bool = false) {
    self.traced = traced
    language = traced.letter.language
    if hasTitle { add(traced.letter.titleTexts.map { .text($0) }, in: "title") }
    for (element, _) in traced.letter.firstPageElements { add(element.blocks) }
    add(traced.letter.blocks)
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
    collect(inlines, language == traced.letter.language ? element : element + ":" + language)
  }

  private mutating func collect(_ inlines: [Inline], _ element: String) {
    for inline in inlines {
      switch inline {
      case .text(let text): collect(text, element)
      case .span(_, _, let inner): collect(inner, element)
      case .lineBreak: isOpen = false
      case .counter: break
      }
    }
  }

  private mutating func collect(_ text: Text, _ element: String) {
    var entry: [Int] = []
    if case .template(_, let index) = text.origin, traced.entry(of: text) != nil { entry = [index] }
    for (index, part) in text.string.utf8.split(separator: 0x20, omittingEmptySubsequences: false).enumerated() {
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
