import Diagnostics
import LetterDocument

/// `@page` and `@page :first`: the sheet, its margins and its margin boxes (CSS Paged Media 3).
extension StylesheetReader {
  mutating func readPageRule(from start: Int) {
    sheet.page.place = Place(source: source, range: start..<start + 5)
    scanner.skipStyleSpace()
    var isFirst = false
    if scanner.take(":") {
      let name = scanner.read(while: \.isNameCharacter)
      isFirst = name == "first"
      if !isFirst {
        scanner.report(
          .stylesheetSyntax, "there is no page “:\(name)”", at: scanner.position - name.utf8.count,
          length: max(1, name.utf8.count), fix: "use @page or @page :first")
        return skipBlock()
      }
    }
    guard openBrace() else { return }
    isFirstPage = isFirst
    readDeclarations(in: .page) { reader, name, range, values in
      reader.pageDeclaration(name, range, values)
    }
    isFirstPage = false
  }

  private mutating func pageDeclaration(_ name: String, _ range: Range<Int>, _ values: [StyleValue]) {
    let lengths = values.map(\.kind).compactMap { StyleProperties.length($0) }.filter { $0.ems == 0 }.map(\.points)
    let isOne = values.count == 1 && lengths.count == 1
    switch name {
    case "size" where !isFirstPage: readSize(name, range, values)
    case "margin" where !isFirstPage:
      guard lengths.count == values.count, (1...4).contains(lengths.count) else {
        return reportBadValue(name, takes: "one to four lengths of at least 0, in absolute units", range, values)
      }
      sheet.page.margin = StyleProperties.edges(lengths)
    case "margin-top", "margin-bottom", "margin-left", "margin-right":
      guard isOne else {
        return reportBadValue(name, takes: "a length of at least 0, in an absolute unit", range, values)
      }
      setMargin(name, lengths[0], range)
    default:
      reportUnknown(
        name, range,
        among: (isFirstPage ? ["margin-top", "margin-bottom"] : ["size", "margin", "margin-top", "margin-bottom"])
          + MarginBox.Position.names.map { "@" + $0 })
    }
  }

  private mutating func setMargin(_ name: String, _ length: Double, _ range: Range<Int>) {
    switch (name, isFirstPage) {
    case ("margin-top", false): sheet.page.margin.top = length
    case ("margin-bottom", false): sheet.page.margin.bottom = length
    case ("margin-left", false): sheet.page.margin.left = length
    case ("margin-right", false): sheet.page.margin.right = length
    case ("margin-top", true): sheet.page.firstTop = length
    case ("margin-bottom", true): sheet.page.firstBottom = length
    default:
      scanner.report(
        .unknownProperty, "the first page cannot have another “\(name)”", at: range.lowerBound, length: range.count,
        fix: "change the top or the bottom margin; lines are broken before pages")
    }
  }

  /// Sizes of sheets in points (CSS Paged Media 3 §7.1).
  private static let sizes: [String: (width: Double, height: Double)] = [
    "letter": (612, 792), "legal": (612, 1_008), "a4": (210 * 72 / 25.4, 297 * 72 / 25.4),
  ]

  private mutating func readSize(_ name: String, _ range: Range<Int>, _ values: [StyleValue]) {
    let kinds = values.map(\.kind)
    var size: (width: Double, height: Double)?
    if case .word(let word)? = kinds.first, let known = Self.sizes[word.lowercased()] {
      if kinds.count == 1 || kinds.count == 2 && kinds[1] == .word("portrait") { size = known }
      if kinds.count == 2, kinds[1] == .word("landscape") { size = (known.height, known.width) }
    } else if kinds.count == 2, let width = StyleProperties.positive(kinds[0]),
      let height = StyleProperties.positive(kinds[1]), width.ems == 0, height.ems == 0,
      // A page of a PDF has sides of 3 to 14,400 points (ISO 19005-2 §6.1.13).
      max(width.points, height.points) <= StyleValue.longest, min(width.points, height.points) >= 3
    {
      size = (width.points, height.points)
    }
    guard let size else {
      return reportBadValue(
        name, takes: "letter, legal or A4, with landscape if wanted, or two lengths from 3pt to 200in", range, values)
    }
    (sheet.page.width, sheet.page.height) = size
  }

  // MARK: Margin boxes

  mutating func readMarginBox(in holder: Holder) {
    let start = scanner.position
    scanner.position += 1
    let name = scanner.read(while: \.isNameCharacter)
    guard let position = MarginBox.Position(named: name) else {
      let near = NearMiss.of(name, among: MarginBox.Position.names)
      scanner.report(
        .stylesheetSyntax, "there is no margin box “@\(name)” here", at: start, length: name.utf8.count + 1,
        fix: near.map { "did you mean “@\($0)”?" }
          ?? "use one of \(MarginBox.Position.names.map { "@" + $0 }.joined(separator: ", "))")
      return skipBlock()
    }
    guard holder == .page else {
      scanner.report(
        .stylesheetSyntax,
        holder == .rule
          ? "the margin box “@\(name)” has no place in the rule of an element"
          : "the margin box “@\(name)” has no place in another margin box", at: start,
        length: name.utf8.count + 1,
        fix: holder == .rule
          ? "write it into @page: @page { @\(name) { … } }" : "close the box before it with “}”")
      return skipAtRule()
    }
    guard openBrace() else { return }
    var box = PageRules.Box(
      position: position, isFirst: isFirstPage, declarations: [],
      place: Place(source: source, range: start..<start + name.utf8.count + 1))
    readDeclarations(in: .marginBox) { reader, name, range, values in
      if name == "content" {
        box.content = reader.boxContent(range, values)
      } else if let declaration = reader.styleDeclaration(name, range, values) {
        if declaration.property.isForMarginBoxes {
          box.declarations.append(declaration)
        } else {
          reader.scanner.report(
            .noEffect, "“\(name)” has no effect in a margin box", at: range.lowerBound, length: range.count,
            fix: "remove it")
        }
      }
    }
    sheet.page.boxes.append(box)
  }

  private mutating func boxContent(_ range: Range<Int>, _ values: [StyleValue]) -> PageRules.Content {
    if values.map(\.kind) == [.word("none")] { return .nothing }
    if values.count == 1, case .function("element", let name) = values[0].kind, !name.isEmpty { return .element(name) }
    let pieces = values.compactMap { value -> MarginBox.Piece? in
      switch value.kind {
      case .string(let text): .literal(text)
      case .function("counter", "page"): .pageNumber
      case .function("counter", "pages"): .pageCount
      case .function("string", let name): .namedString(name)
      default: nil
      }
    }
    if pieces.count != values.count || pieces.isEmpty {
      reportBadValue(
        "content", takes: "texts, counter(page), counter(pages) and string(name), or element(name), or none", range,
        values)
    }
    return .pieces(pieces)
  }
}
