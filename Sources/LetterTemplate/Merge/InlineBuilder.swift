import Glibc
import JSONText
import LetterDocument
import UnicodeText

/// Collects the inlines of a paragraph. White space of the template collapses with the template's white space around it, and it disappears
/// at the edges of the paragraph. White space of values is kept (CSS Text §4.1).
struct InlineBuilder {
  private var inlines: [Inline] = []
  /// Whether a collapsible space would be first in its line or follow another space.
  private var dropsSpace = true
  /// Whether the last thing appended is a collapsible space, which would disappear at the edge of a line.
  private var endsInSpace = false
  /// Whether the last thing appended is a `<br>`, or a value that ends with a line feed.
  private var endsInBreak = false

  /// - Parameter count: about how many inlines there will be. Arrays that grow are copied each time.
  init(room count: Int) { inlines.reserveCapacity(count) }

  /// Appends words of the template. Runs of white space were already reduced to single spaces.
  mutating func append(markup text: consuming Text) {
    // UTF-8 without its first space is still valid UTF-8.
    if dropsSpace, text.string.utf8.first == 0x20 { text.string = String(text.string.utf8.dropFirst()) ?? "" }
    guard let last = text.string.utf8.last else { return }
    inlines.append(.text(text))
    endsInBreak = false
    endsInSpace = last == 0x20
    dropsSpace = endsInSpace
  }

  /// Appends a value. Its line feeds become line breaks.
  mutating func append(value text: consuming Text) {
    guard !text.string.isEmpty else { return }
    if !Normalization.isCertainlyNFC(text.string) { text.string = Normalization.nfc(text.string) }
    let holdsLineFeed = text.string.utf8.span.withUnsafeBytes { bytes in
      bytes.baseAddress.flatMap { memchr($0, 0x0A, bytes.count) } != nil
    }
    // White space of the template at the edge of a line disappears (CSS Text 3 §4.1.2).
    if holdsLineFeed, text.string.utf8.first == 0x0A { trimSpace() }
    endsInBreak = holdsLineFeed && text.string.utf8.last == 0x0A
    if holdsLineFeed {
      appendLines(text.string, text.origin)
    } else {
      inlines.append(.text(text))
    }
    dropsSpace = endsInBreak
    endsInSpace = false
  }

  private mutating func appendLines(_ string: String, _ origin: Origin) {
    var scalars = 0
    for (index, line) in string.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { inlines.append(.lineBreak) }
      // UTF-8 without a carriage return at its end is still valid UTF-8.
      let text = String(line.last == 0x0D ? line.dropLast() : line) ?? ""
      var origin = origin
      if case .data(let offset, let before) = origin { origin = .data(offset: offset, scalars: before + scalars) }
      if !text.isEmpty { inlines.append(.text(Text(text, origin: origin))) }
      scalars += text.unicodeScalars.count + (line.last == 0x0D ? 2 : 1)
    }
  }

  mutating func appendLineBreak() {
    trimSpace()
    inlines.append(.lineBreak)
    dropsSpace = true
    endsInBreak = true
  }

  /// Appends a number that is known when pages are made.
  mutating func append(_ counter: PageCounter) {
    inlines.append(.counter(counter))
    (dropsSpace, endsInSpace, endsInBreak) = (false, false, false)
  }

  /// Starts an element.
  /// - Parameter count: about how many inlines it has.
  /// - Returns: the inlines before it, for ``close(_:_:after:)``.
  mutating func open(room count: Int) -> [Inline] {
    var other: [Inline] = []
    other.reserveCapacity(count)
    swap(&other, &inlines)
    return other
  }

  /// Ends the element that was started last.
  mutating func close(_ kind: InlineKind, _ style: StyleID, after before: consuming [Inline]) {
    var inner = before
    swap(&inner, &inlines)
    if !inner.isEmpty { inlines.append(.span(kind, style, inner)) }
  }

  /// The finished inlines. A `<br>` or a line feed at the end of a block makes no line of its own, unless the block has nothing else, as in HTML.
  mutating func finish() -> [Inline] {
    trimSpace()
    guard endsInBreak else { return inlines }
    var shorter = inlines
    Self.removeLastBreak(&shorter)
    return shorter.isEmpty ? inlines : shorter
  }

  private static func removeLastBreak(_ inlines: inout [Inline]) {
    guard let last = inlines.popLast() else { return }
    if case .span(let kind, let style, var inner) = last {
      removeLastBreak(&inner)
      if !inner.isEmpty { inlines.append(.span(kind, style, inner)) }
    }
  }

  /// Removes a collapsible space from the end.
  private mutating func trimSpace() {
    guard endsInSpace else { return }
    Self.removeLastSpace(&inlines)
    endsInSpace = false
  }

  private static func removeLastSpace(_ inlines: inout [Inline]) {
    guard let last = inlines.popLast() else { return }
    switch last {
    case .text(var text):
      text.string = String(text.string.utf8.dropLast()) ?? ""
      if !text.string.isEmpty { inlines.append(.text(text)) }
    case .span(let kind, let style, var inner):
      removeLastSpace(&inner)
      if !inner.isEmpty { inlines.append(.span(kind, style, inner)) }
    case .lineBreak, .counter: inlines.append(last)
    }
  }
}
