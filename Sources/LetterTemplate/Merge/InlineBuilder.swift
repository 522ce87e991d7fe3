import JSONText
import LetterDocument

/// Collects the inlines of a paragraph. White space of the template collapses with white space of the template around it
/// and disappears at the edges of the paragraph; that of values stays (CSS Text §4.1).
struct InlineBuilder {
  private var stack: [(style: StyleID?, inlines: [Inline])]
  /// Whether a collapsible space would be the first thing of the line or follow another one.
  private var dropsSpace = true
  /// Where the last thing appended is a collapsible space that the edge of a line would swallow.
  private var endsInSpace = false

  init() {
    stack = [(nil, [])]
    stack[0].inlines.reserveCapacity(4)
  }

  /// Appends words of the template; runs of white space are single spaces already.
  mutating func append(markup text: Text) {
    var text = text
    if dropsSpace, text.string.utf8.first == 0x20 { text.string.removeFirst() }
    guard let last = text.string.utf8.last else { return }
    stack[stack.count - 1].inlines.append(.text(text))
    endsInSpace = last == 0x20
    dropsSpace = endsInSpace
  }

  /// Appends a value; its line feeds are line breaks.
  mutating func append(value text: Text) {
    var string = Normalization.nfc(text.string)
    guard !string.isEmpty else { return }
    if string.withUTF8({ $0.contains(0x0A) }) {
      appendLines(string, text.origin)
    } else {
      stack[stack.count - 1].inlines.append(.text(Text(string, origin: text.origin)))
    }
    dropsSpace = false
    endsInSpace = false
  }

  private mutating func appendLines(_ string: String, _ origin: Origin) {
    var scalars = 0
    for (index, line) in string.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { stack[stack.count - 1].inlines.append(.lineBreak) }
      let text = String(line.last == "\r" ? line.dropLast() : line)
      var origin = origin
      if case .data(let offset, let before) = origin { origin = .data(offset: offset, scalars: before + scalars) }
      if !text.isEmpty { stack[stack.count - 1].inlines.append(.text(Text(text, origin: origin))) }
      scalars += line.count + 1
    }
  }

  mutating func appendLineBreak() {
    trimSpace()
    stack[stack.count - 1].inlines.append(.lineBreak)
    dropsSpace = true
  }

  mutating func openStrong(_ style: StyleID) { stack.append((style, [])) }

  mutating func closeStrong() {
    guard let (style, inlines) = stack.popLast(), let style, !inlines.isEmpty else { return }
    stack[stack.count - 1].inlines.append(.strong(style, inlines))
  }

  /// The finished inlines.
  mutating func finish() -> [Inline] {
    trimSpace()
    return stack[0].inlines
  }

  /// Removes a collapsible space at the end.
  private mutating func trimSpace() {
    guard endsInSpace else { return }
    Self.removeLastSpace(&stack[stack.count - 1].inlines)
    endsInSpace = false
  }

  private static func removeLastSpace(_ inlines: inout [Inline]) {
    guard let last = inlines.popLast() else { return }
    switch last {
    case .text(var text):
      text.string.removeLast()
      if !text.string.isEmpty { inlines.append(.text(text)) }
    case .strong(let style, var inner):
      removeLastSpace(&inner)
      if !inner.isEmpty { inlines.append(.strong(style, inner)) }
    case .lineBreak: inlines.append(last)
    }
  }
}
