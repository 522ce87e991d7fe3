import LetterDocument

/// All properties: their names, and how their values change a style. A new property is a new line here.
enum StyleProperties {
  /// Reads the values of a declaration; nil if they do not fit the property.
  typealias Reader = @Sendable ([StyleValue.Kind]) -> Change?

  /// How a declaration changes a style. It has been checked, so applying it cannot fail.
  typealias Change = @Sendable (inout Style) -> Void

  /// A property of stylesheets.
  struct Property: Sendable {
    /// What it takes, for messages.
    let takes: String
    /// The elements on which it has an effect; nil for an inherited property, which also acts on what the element contains.
    let elements: Set<ElementName>?
    let read: Reader

    init(_ takes: String, on elements: Set<ElementName>? = nil, _ read: @escaping Reader) {
      self.takes = takes
      self.elements = elements
      self.read = read
    }
  }

  private static let texts: Set<ElementName> = [.h1, .h2, .p]
  private static let cells: Set<ElementName> = [.th, .td]
  private static let blocks: Set<ElementName> = texts.union([.table, .img])

  static let all: [String: Property] = [
    "font": Property("[bold] size[/line-height] family", font),
    "font-family": Property("a family in quotation marks", one(family) { $0.fontFamily = $1 }),
    "font-size": Property("a length above 0", one(positive) { $0.fontSize = $1 }),
    "font-weight": Property("normal or bold", keyword(["normal": false, "bold": true]) { $0.isBold = $1 }),
    "line-height": Property("a length above 0", one(positive) { $0.lineHeight = $1 }),
    "text-align": Property("left, center or right", keyword(alignments) { $0.alignment = $1 }),
    "orphans": Property("a whole number of at least 1", one(count) { $0.orphans = $1 }),
    "widows": Property("a whole number of at least 1", one(count) { $0.widows = $1 }),
    "margin": Property("one to four lengths; those above and below at least 0", on: blocks, margin),
    "margin-top": Property("a length of at least 0", on: blocks, one(length) { $0.margin.top = $1 }),
    "margin-right": Property("a length", on: texts.union([.img]), one(anyLength) { $0.margin.right = $1 }),
    "margin-bottom": Property("a length of at least 0", on: blocks, one(length) { $0.margin.bottom = $1 }),
    "margin-left": Property("a length", on: blocks, one(anyLength) { $0.margin.left = $1 }),
    "padding": Property("one to four lengths of at least 0", on: cells, edges(length) { $0.padding = $1 }),
    "padding-top": Property("a length of at least 0", on: cells, one(length) { $0.padding.top = $1 }),
    "padding-right": Property("a length of at least 0", on: cells, one(length) { $0.padding.right = $1 }),
    "padding-bottom": Property("a length of at least 0", on: cells, one(length) { $0.padding.bottom = $1 }),
    "padding-left": Property("a length of at least 0", on: cells, one(length) { $0.padding.left = $1 }),
    "border": Property("none, or width solid #colour", on: cells, border),
    "background-color": Property("#colour", on: cells, one(color) { $0.background = $1 }),
    "width": Property("a length above 0", on: cells.union([.img]), one(positive) { $0.width = $1 }),
    "break-after": Property(
      "auto or avoid", on: blocks, keyword(["auto": false, "avoid": true]) { $0.keepsWithNext = $1 }),
    "margin-break": Property(
      "discard or keep", on: blocks, keyword(["discard": false, "keep": true]) { $0.keepsMarginAtBreak = $1 }),
    "string-set": Property("a name and content()", on: texts.union(cells), stringSet),
  ]

  private static let alignments = Dictionary(uniqueKeysWithValues: Style.Alignment.allCases.map { ($0.rawValue, $0) })

  // MARK: Values

  @Sendable static func anyLength(_ value: StyleValue.Kind) -> Double? {
    if case .length(let points) = value { points } else { nil }
  }

  @Sendable static func length(_ value: StyleValue.Kind) -> Double? { anyLength(value).flatMap { $0 >= 0 ? $0 : nil } }

  @Sendable static func positive(_ value: StyleValue.Kind) -> Double? { anyLength(value).flatMap { $0 > 0 ? $0 : nil } }

  @Sendable private static func count(_ value: StyleValue.Kind) -> Int? {
    if case .number(let number) = value, number >= 1, number <= 100 { Int(exactly: number) } else { nil }
  }

  @Sendable private static func color(_ value: StyleValue.Kind) -> Color? {
    if case .color(let color) = value { color } else { nil }
  }

  @Sendable private static func family(_ value: StyleValue.Kind) -> String? {
    if case .string(let name) = value { name } else { nil }
  }

  // MARK: Readers

  private static func one<Value>(
    _ convert: @escaping @Sendable (StyleValue.Kind) -> Value?,
    _ apply: @escaping @Sendable (inout Style, Value) -> Void
  ) -> Reader where Value: Sendable {
    { values in
      guard values.count == 1, let value = convert(values[0]) else { return nil }
      return { apply(&$0, value) }
    }
  }

  private static func keyword<Value: Sendable>(
    _ words: [String: Value], _ apply: @escaping @Sendable (inout Style, Value) -> Void
  ) -> Reader {
    one({ if case .word(let word) = $0 { words[word] } else { nil } }, apply)
  }

  /// One to four lengths for the edges, in CSS order: top, right, bottom, left.
  static func edges(
    _ convert: @escaping @Sendable (StyleValue.Kind) -> Double?,
    _ apply: @escaping @Sendable (inout Style, Edges) -> Void
  ) -> Reader {
    { values in
      guard let edges = edges(values, convert) else { return nil }
      return { apply(&$0, edges) }
    }
  }

  /// A margin above or below cannot be negative, because it would have no effect: margins collapse to the larger one.
  @Sendable private static func margin(_ values: [StyleValue.Kind]) -> Change? {
    guard let edges = edges(values, anyLength), edges.top >= 0, edges.bottom >= 0 else { return nil }
    return { $0.margin = edges }
  }

  static func edges(_ values: [StyleValue.Kind], _ convert: (StyleValue.Kind) -> Double?) -> Edges? {
    let lengths = values.compactMap(convert)
    guard lengths.count == values.count, (1...4).contains(lengths.count) else { return nil }
    let right = lengths.count > 1 ? lengths[1] : lengths[0]
    return Edges(
      top: lengths[0], right: right, bottom: lengths.count > 2 ? lengths[2] : lengths[0],
      left: lengths.count > 3 ? lengths[3] : right)
  }

  @Sendable private static func font(_ values: [StyleValue.Kind]) -> Change? {
    var rest = values[...]
    let isBold = rest.first == .word("bold")
    if isBold || rest.first == .word("normal") { rest.removeFirst() }
    guard let size = rest.popFirst().flatMap(positive) else { return nil }
    var lineHeight: Double?
    if rest.first == .slash {
      rest.removeFirst()
      guard let height = rest.popFirst().flatMap(positive) else { return nil }
      lineHeight = height
    }
    guard rest.count == 1, let family = rest.first.flatMap(family) else { return nil }
    return { [lineHeight] style in
      style.isBold = isBold
      style.fontSize = size
      style.lineHeight = lineHeight ?? size * 1.15
      style.fontFamily = family
    }
  }

  @Sendable private static func border(_ values: [StyleValue.Kind]) -> Change? {
    if values == [.word("none")] { return { $0.borderWidth = 0 } }
    guard values.count == 3, let width = length(values[0]), values[1] == .word("solid"), let color = color(values[2])
    else { return nil }
    return {
      $0.borderWidth = width
      $0.borderColor = color
    }
  }

  @Sendable private static func stringSet(_ values: [StyleValue.Kind]) -> Change? {
    guard values.count == 2, case .word(let name) = values[0], values[1] == .function("content", "") else { return nil }
    return { $0.namedString = name }
  }
}
