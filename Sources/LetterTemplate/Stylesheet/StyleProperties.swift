import LetterDocument

/// All properties: their names, and how their values change a style. A new property is a new line here.
enum StyleProperties {
  /// Reads the values of a declaration; nil if they do not fit the property.
  typealias Reader = @Sendable ([StyleValue.Kind]) -> Stylesheet.Declaration?

  /// What each property takes, for messages, and its reader.
  static let all: [String: (takes: String, read: Reader)] = [
    "font": ("[bold] size[/line-height] family", font),
    "font-family": ("a family in quotation marks", one(family) { $0.fontFamily = $1 }),
    "font-size": ("a length above 0", one(positive) { $0.fontSize = $1 }),
    "font-weight": ("normal or bold", keyword(["normal": false, "bold": true]) { $0.isBold = $1 }),
    "line-height": ("a length above 0", one(positive) { $0.lineHeight = $1 }),
    "text-align": ("left, center or right", keyword(alignments) { $0.alignment = $1 }),
    "margin": ("one to four lengths", edges(anyLength) { $0.margin = $1 }),
    "margin-top": ("a length", one(anyLength) { $0.margin.top = $1 }),
    "margin-right": ("a length", one(anyLength) { $0.margin.right = $1 }),
    "margin-bottom": ("a length", one(anyLength) { $0.margin.bottom = $1 }),
    "margin-left": ("a length", one(anyLength) { $0.margin.left = $1 }),
    "padding": ("one to four lengths of at least 0", edges(length) { $0.padding = $1 }),
    "padding-top": ("a length of at least 0", one(length) { $0.padding.top = $1 }),
    "padding-right": ("a length of at least 0", one(length) { $0.padding.right = $1 }),
    "padding-bottom": ("a length of at least 0", one(length) { $0.padding.bottom = $1 }),
    "padding-left": ("a length of at least 0", one(length) { $0.padding.left = $1 }),
    "border": ("none, or width solid #colour", border),
    "background-color": ("#colour", one(color) { $0.background = $1 }),
    "width": ("a length above 0", one(positive) { $0.width = $1 }),
    "break-after": ("auto or avoid", keyword(["auto": false, "avoid": true]) { $0.keepsWithNext = $1 }),
    "orphans": ("a whole number of at least 1", one(count) { $0.orphans = $1 }),
    "widows": ("a whole number of at least 1", one(count) { $0.widows = $1 }),
    "margin-break": ("discard or keep", keyword(["discard": false, "keep": true]) { $0.keepsMarginAtBreak = $1 }),
    "string-set": ("a name and content()", stringSet),
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

  static func edges(_ values: [StyleValue.Kind], _ convert: (StyleValue.Kind) -> Double?) -> Edges? {
    let lengths = values.compactMap(convert)
    guard lengths.count == values.count, (1...4).contains(lengths.count) else { return nil }
    let right = lengths.count > 1 ? lengths[1] : lengths[0]
    return Edges(
      top: lengths[0], right: right, bottom: lengths.count > 2 ? lengths[2] : lengths[0],
      left: lengths.count > 3 ? lengths[3] : right)
  }

  @Sendable private static func font(_ values: [StyleValue.Kind]) -> Stylesheet.Declaration? {
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

  @Sendable private static func border(_ values: [StyleValue.Kind]) -> Stylesheet.Declaration? {
    if values == [.word("none")] { return { $0.borderWidth = 0 } }
    guard values.count == 3, let width = length(values[0]), values[1] == .word("solid"), let color = color(values[2])
    else { return nil }
    return {
      $0.borderWidth = width
      $0.borderColor = color
    }
  }

  @Sendable private static func stringSet(_ values: [StyleValue.Kind]) -> Stylesheet.Declaration? {
    guard values.count == 2, case .word(let name) = values[0], values[1] == .function("content", "") else { return nil }
    return { $0.namedString = name }
  }
}
