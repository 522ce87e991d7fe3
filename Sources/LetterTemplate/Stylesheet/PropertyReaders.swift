import LetterDocument

/// How the values of declarations are read.
extension StyleProperties {
  // MARK: Values

  @Sendable static func anyLength(_ value: StyleValue.Kind) -> StyleValue.Length? {
    if case .length(let length) = value { length } else { nil }
  }

  @Sendable static func length(_ value: StyleValue.Kind) -> StyleValue.Length? {
    anyLength(value).flatMap { $0.isNegative ? nil : $0 }
  }

  @Sendable static func positive(_ value: StyleValue.Kind) -> StyleValue.Length? {
    length(value).flatMap { $0.isZero ? nil : $0 }
  }

  @Sendable static func count(_ value: StyleValue.Kind) -> Int? {
    if case .number(let number) = value, number >= 1, number <= 100 { Int(exactly: number) } else { nil }
  }

  @Sendable static func color(_ value: StyleValue.Kind) -> Color? {
    switch value {
    case .color(let color): color
    case .word(let name): NamedColors.all[name.lowercased()]
    default: nil
    }
  }

  /// A list of families, each in quotation marks. `serif` and the like, which usually end such a list, name no font file.
  @Sendable static func families(_ values: [StyleValue.Kind]) -> [String]? {
    var families: [String] = []
    let groups = values.split(separator: .comma, omittingEmptySubsequences: false)
    for (index, group) in groups.enumerated() {
      switch group.first {
      case .string(let name) where group.count == 1 && !name.isEmpty:
        if families.contains(name) { return nil }
        families.append(name)
      case .word("serif") where group.count == 1 && index > 0 && index == groups.count - 1,
        .word("sans-serif") where group.count == 1 && index > 0 && index == groups.count - 1:
        break
      default: return nil
      }
    }
    return families.isEmpty || families.count > 8 ? nil : families
  }

  // MARK: Readers

  static func one<Value>(
    _ convert: @escaping @Sendable (StyleValue.Kind) -> Value?,
    _ apply: @escaping @Sendable (inout Style, Value) -> Void
  ) -> Reader where Value: Sendable {
    { values in
      guard values.count == 1, let value = convert(values[0]) else { return nil }
      return { style, _ in apply(&style, value) }
    }
  }

  /// A length, in points of the element's font.
  static func points(
    _ convert: @escaping @Sendable (StyleValue.Kind) -> StyleValue.Length?,
    _ apply: @escaping @Sendable (inout Style, Double) -> Void
  ) -> Reader {
    one(convert) { apply(&$0, $1.points(in: $0.fontSize)) }
  }

  static func keyword<Value: Sendable>(
    _ words: [String: Value], _ apply: @escaping @Sendable (inout Style, Value) -> Void
  ) -> Reader {
    one({ if case .word(let word) = $0 { words[word] } else { nil } }, apply)
  }

  /// One to four lengths for the edges, in CSS order: top, right, bottom, left.
  static func edges(
    _ convert: @escaping @Sendable (StyleValue.Kind) -> StyleValue.Length?,
    _ apply: @escaping @Sendable (inout Style, Edges) -> Void
  ) -> Reader {
    { values in
      let lengths = values.compactMap(convert)
      guard lengths.count == values.count, (1...4).contains(lengths.count) else { return nil }
      return { style, _ in apply(&style, edges(lengths.map { $0.points(in: style.fontSize) })) }
    }
  }

  static func edges(_ lengths: [Double]) -> Edges {
    let right = lengths.count > 1 ? lengths[1] : lengths[0]
    return Edges(
      top: lengths[0], right: right, bottom: lengths.count > 2 ? lengths[2] : lengths[0],
      left: lengths.count > 3 ? lengths[3] : right)
  }

  // MARK: Fonts

  @Sendable static func fontSize(_ values: [StyleValue.Kind]) -> Change? {
    guard values.count == 1, let size = positive(values[0]) else { return nil }
    return { $0.fontSize = size.points(in: $1) }
  }

  @Sendable static func fontFamily(_ values: [StyleValue.Kind]) -> Change? {
    guard let families = families(values) else { return nil }
    return { style, _ in style.setFamilies(families) }
  }

  @Sendable static func lineHeight(_ values: [StyleValue.Kind]) -> Change? {
    guard values.count == 1, let height = LineHeight(values[0]) else { return nil }
    return { style, _ in height.apply(to: &style) }
  }

  /// A distance between baselines: a length, or a number of ems.
  private enum LineHeight {
    case length(StyleValue.Length)
    case factor(Double)

    init?(_ value: StyleValue.Kind) {
      if let length = positive(value) {
        self = .length(length)
      } else if case .number(let number) = value, number > 0, number <= 100 {
        self = .factor(number)
      } else if value == .word("normal") {
        self = .factor(Style().lineHeightFactor ?? 1.15)
      } else {
        return nil
      }
    }

    func apply(to style: inout Style) {
      switch self {
      case .length(let length):
        style.lineHeight = length.points(in: style.fontSize)
        style.lineHeightFactor = nil
      case .factor(let factor): style.lineHeightFactor = factor
      }
    }
  }

  @Sendable static func font(_ values: [StyleValue.Kind]) -> Change? {
    var rest = values[...]
    var (isBold, isItalic) = (false, false)
    for _ in 0..<2 {
      switch rest.first {
      case .word("bold") where !isBold: isBold = true
      case .word("italic") where !isItalic: isItalic = true
      case .word("normal"): break
      default: continue
      }
      rest.removeFirst()
    }
    guard let size = rest.popFirst().flatMap(positive) else { return nil }
    var lineHeight: LineHeight?
    if rest.first == .slash {
      rest.removeFirst()
      guard let height = rest.popFirst().flatMap(LineHeight.init) else { return nil }
      lineHeight = height
    }
    guard let families = families(Array(rest)) else { return nil }
    return { [isBold, isItalic, lineHeight] style, parentSize in
      style.isBold = isBold
      style.isItalic = isItalic
      style.fontSize = size.points(in: parentSize)
      style.lineHeightFactor = Style().lineHeightFactor
      lineHeight?.apply(to: &style)
      style.setFamilies(families)
    }
  }

  // MARK: Boxes

  /// `none`, or a width, `solid` and a colour in any order. Without a colour, the rule has that of the text.
  static func border(_ apply: @escaping @Sendable (inout Borders, Borders.Side) -> Void) -> Reader {
    { values in
      if values == [.word("none")] { return { style, _ in apply(&style.border, Borders.Side()) } }
      let widths = values.compactMap(length)
      let colors = values.compactMap(color)
      guard widths.count == 1, values.contains(.word("solid")), colors.count <= 1,
        values.count == 2 + colors.count
      else { return nil }
      return { style, _ in
        let width = widths[0].points(in: style.fontSize)
        apply(&style.border, Borders.Side(width: width, color: colors.first ?? style.color))
      }
    }
  }

  @Sendable static func width(_ values: [StyleValue.Kind]) -> Change? {
    guard values.count == 1 else { return nil }
    if let length = positive(values[0]) {
      return { style, _ in
        style.width = length.points(in: style.fontSize)
        style.widthPercent = nil
      }
    }
    guard case .percentage(let percent) = values[0], percent > 0, percent <= 100 else { return nil }
    return { style, _ in
      style.width = nil
      style.widthPercent = percent
    }
  }

  // MARK: Lists and running elements

  @Sendable static func listStyle(_ values: [StyleValue.Kind]) -> Change? {
    let words: [String: ListStyle] = [
      "none": .none, "disc": .disc, "circle": .circle, "square": .square, "decimal": .decimal,
      "lower-alpha": .lowerAlpha, "upper-alpha": .upperAlpha, "lower-roman": .lowerRoman, "upper-roman": .upperRoman,
    ]
    guard values.count == 1 else { return nil }
    let chosen: ListStyle?
    switch values[0] {
    case .word(let word): chosen = words[word]
    case .string(let text) where !text.isEmpty && text.utf8.count <= 40: chosen = .text(text)
    default: chosen = nil
    }
    guard let chosen else { return nil }
    return { style, _ in style.listStyle = chosen }
  }

  @Sendable static func position(_ values: [StyleValue.Kind]) -> Change? {
    guard values.count == 1 else { return nil }
    switch values[0] {
    case .word("static"): return { style, _ in style.runningName = nil }
    case .function("running", let name) where !name.isEmpty: return { style, _ in style.runningName = name }
    default: return nil
    }
  }

  @Sendable static func stringSet(_ values: [StyleValue.Kind]) -> Change? {
    guard values.count == 2, case .word(let name) = values[0], values[1] == .function("content", "") else { return nil }
    return { style, _ in style.namedString = name }
  }
}

extension Style {
  /// Sets the families of the text.
  mutating func setFamilies(_ families: [String]) {
    fontFamily = families[0]
    otherFamilies = Array(families.dropFirst())
  }
}
