import Diagnostics
import LetterDocument

/// `@page` rules: the sheet, its margins, and the running feet in margin boxes (CSS Paged Media).
extension StylesheetReader {
  mutating func readPageRule() {
    let start = scanner.position
    scanner.position += 1
    let name = scanner.read(while: \.isNameCharacter)
    guard name == "page" else {
      scanner.report(
        .stylesheetSyntax, "there is no “@\(name)” here", at: start, length: name.utf8.count + 1, fix: "use @page")
      return skipBlock()
    }
    sheet.pageRange = start..<start + 5
    guard openBrace() else { return }
    readDeclarations { reader, name, range, values in
      reader.pageDeclaration(name, range, values)
    }
  }

  private mutating func pageDeclaration(_ name: String, _ range: Range<Int>, _ values: [StyleValue]) {
    let kinds = values.map(\.kind)
    switch name {
    case "size":
      if kinds == [.word("letter")] {
        (sheet.page.width, sheet.page.height) = (612, 792)
      } else if kinds.count == 2, let width = StyleProperties.positive(kinds[0]),
        let height = StyleProperties.positive(kinds[1]),
        // A page of a PDF has sides of 3 to 14,400 points (ISO 19005-2 §6.1.13).
        max(width, height) <= StyleValue.longest, min(width, height) >= 3
      {
        (sheet.page.width, sheet.page.height) = (width, height)
      } else {
        reportBadValue(name, takes: "letter, or two lengths from 3pt to 200in", range, values)
      }
    case "margin":
      if let edges = StyleProperties.edges(kinds, StyleProperties.length) {
        sheet.page.margin = edges
      } else {
        reportBadValue(name, takes: "one to four lengths of at least 0", range, values)
      }
    default: reportUnknown(name, range, among: ["size", "margin", "@bottom-left", "@bottom-center", "@bottom-right"])
    }
  }

  /// A margin box at the foot of the page (CSS Paged Media §6).
  mutating func readMarginBox() {
    let start = scanner.position
    scanner.position += 1
    let name = scanner.read(while: \.isNameCharacter)
    let alignments: [String: Style.Alignment] = [
      "bottom-left": .left, "bottom-center": .center, "bottom-right": .right,
    ]
    guard let alignment = alignments[name] else {
      let near = NearMiss.of(name, among: alignments.keys.sorted())
      scanner.report(
        .stylesheetSyntax, "there is no margin box “@\(name)” here", at: start, length: name.utf8.count + 1,
        fix: near.map { "did you mean “@\($0)”?" } ?? "use @bottom-left, @bottom-center or @bottom-right")
      return skipBlock()
    }
    guard openBrace() else { return }
    var foot = Stylesheet.Foot(
      alignment: alignment, content: [], declarations: [], range: start..<start + name.utf8.count + 1)
    var hasContent = false
    readDeclarations { reader, name, range, values in
      if name == "content" {
        hasContent = true
        foot.content = reader.footContent(range, values)
      } else if let declaration = reader.styleDeclaration(name, range, values) {
        // A margin box is a line of text; what is inherited has an effect in it.
        if declaration.property.elements == nil {
          foot.declarations.append(declaration)
        } else {
          reader.scanner.report(
            .noEffect, "“\(name)” has no effect in a margin box", at: range.lowerBound, length: range.count,
            fix: "remove it")
        }
      }
    }
    if !foot.content.isEmpty {
      sheet.feet.append(foot)
    } else if !hasContent || !foot.declarations.isEmpty {
      scanner.report(
        .noEffect, "a margin box without content prints nothing", at: start, length: name.utf8.count + 1,
        fix: "add content: …, or remove the box")
    }
  }

  private mutating func footContent(_ range: Range<Int>, _ values: [StyleValue]) -> [RunningFoot.Piece] {
    if values.map(\.kind) == [.word("none")] { return [] }
    let pieces = values.compactMap { value -> RunningFoot.Piece? in
      switch value.kind {
      case .string(let text): .literal(text)
      case .function("counter", "page"): .pageNumber
      case .function("counter", "pages"): .pageCount
      case .function("string", let name): .namedString(name)
      default: nil
      }
    }
    if pieces.count != values.count || pieces.isEmpty {
      reportBadValue("content", takes: "texts, counter(page), counter(pages) and string(name)", range, values)
    }
    return pieces
  }

  /// Reports a foot that repeats a text if no rule sets that text. The foot would print nothing.
  mutating func checkNamedStrings() {
    var style = Style()
    var names: Set<String> = []
    for declaration in sheet.rules.flatMap(\.declarations) {
      declaration.change(&style)
      if let name = style.namedString { names.insert(name) }
    }
    for case .namedString(let name) in sheet.feet.flatMap(\.content) where !names.contains(name) {
      scanner.report(
        .badPropertyValue, "no rule sets string(\(name))", at: sheet.feet.first?.range.lowerBound ?? 0,
        fix: "add string-set: \(name) content() to the rule of the element whose text it is")
    }
  }
}
