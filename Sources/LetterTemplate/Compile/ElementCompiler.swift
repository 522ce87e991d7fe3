import Diagnostics
import JSONText
import LetterDocument

/// Checks the places, attributes and styles of elements, and turns elements into instructions.
extension TemplateCompiler {
  mutating func compile(
    _ element: MarkupNode.Element, _ node: MarkupNode, _ content: ContentModel, _ scope: Scope, _ parent: Style
  ) -> Instruction? {
    guard content.allows(element.name) else {
      reportMisplaced("<\(element.name.rawValue)>", content, node.range)
      return nil
    }
    let style = style(of: element, in: parent)
    let place = Place(source: source, range: node.range)
    switch element.name {
    case .section: return .element(.section, styleID(style), compile(element.children, .blocks, scope, style))
    case .h1, .h2, .p:
      check(layout.problem(ofParagraph: style), at: node.range)
      let children = compile(element.children, .inlines, scope, style)
      if element.name == .p { return .element(.p, styleID(style), children) }
      return .heading(level: element.name == .h1 ? 1 : 2, styleID(style), children, place)
    case .strong:
      check(layout.problem(ofInline: style, in: parent), at: node.range)
      return .element(.strong, styleID(style), compile(element.children, .strongInlines, scope, style))
    case .br: return .element(.br, styleID(style), [])
    case .table: return compileTable(element, place, scope, style)
    case .tr: return .row(compile(element.children, .cells, scope, style), place)
    case .th, .td: return compileCell(element, place, scope, style)
    case .img: return compileImage(element, node, style)
    case .title, .body: return nil
    }
  }

  private mutating func compileTable(
    _ element: MarkupNode.Element, _ place: Place, _ scope: Scope, _ style: Style
  ) -> Instruction {
    let findingsBefore = findings.count
    let rows = compile(element.children, .rows, scope, style)
    var proof = TableProof(rows, at: place)
    let widths = proof.widths(styles)
    // A row or a cell that could not be compiled is missing, and would be reported a second time here.
    guard findings.count == findingsBefore else { return .table(styleID(style), columns: widths, rows) }
    for problem in proof.problems { report(.badStructure, problem.message, problem.place, fix: problem.fix) }
    if proof.problems.isEmpty {
      check(layout.problem(ofTable: style, widths: widths), at: place.range)
      for cell in proof.cells {
        let width = widths[cell.column..<cell.column + cell.span].reduce(0, +)
        if let problem = layout.problem(ofCell: styles[cell.style.index], width: width) {
          report(.badLayout, problem, cell.place)
        } else {
          leastCells.append(LeastCell(cell, width: width))
        }
      }
    }
    return .table(styleID(style), columns: widths, rows)
  }

  private mutating func compileCell(
    _ element: MarkupNode.Element, _ place: Place, _ scope: Scope, _ style: Style
  ) -> Instruction {
    var span = 1
    if let attribute = element.attribute("colspan") {
      if let number = Int(attribute.value), (1...100).contains(number) {
        span = number
      } else {
        report(.badAttribute, "colspan must be a whole number from 1 to 100", attribute.range)
      }
    }
    if span > 1, style.width != nil {
      for declaration in declarations(of: element) where declaration.name == "width" {
        report(
          .noEffect, "“width” has no effect on a cell that covers several columns", declaration,
          fix: "give the width to a cell of one column")
      }
    }
    let content = compile(element.children, .inlines, scope, style)
    return .cell(isHeader: element.name == .th, columnSpan: span, styleID(style), content, place)
  }

  private mutating func compileImage(_ element: MarkupNode.Element, _ node: MarkupNode, _ style: Style) -> Instruction?
  {
    let alternate = element.attribute("alt")?.value ?? ""
    if Whitespace.isBlank(alternate) {
      report(
        .badAttribute, "a picture needs alt=\"what it shows\"", node.range,
        fix: "a screen reader reads this text aloud")
    }
    if !alternate.unicodeScalars.allSatisfy(\.isSpoken) {
      report(.badAttribute, "the alt text has characters that nobody can read aloud", node.range, fix: "remove them")
    }
    // A PDF/A string has at most 32,767 bytes (ISO 19005-2 §6.1.13). A character takes two or four of them.
    if alternate.utf16.count > 10_000 {
      report(
        .badAttribute, "the alt text of a picture must not have more than 10,000 characters", node.range,
        fix: "write the rest in the text of the letter")
    }
    guard style.width != nil else {
      report(.badAttribute, "the stylesheet gives this picture no width", node.range, fix: "add the width to its rule")
      return nil
    }
    guard let src = element.attribute("src") else {
      report(.badAttribute, "a picture needs src=\"file.png\"", node.range)
      return nil
    }
    do {
      let picture = try PNGImage(files.read(src.value).bytes)
      let image = Image(style: styleID(style), picture: picture, alternateText: alternate)
      check(layout.problem(ofPicture: image, style), at: node.range)
      return .constant(.image(image), weight: 0)
    } catch let error as Findings {
      report(.badPicture, error.all.first?.message ?? "the picture cannot be read", src.range)
    } catch let problem as PNGImage.Problem {
      report(.badPicture, "“\(src.value)” cannot be used: \(problem.explanation)", src.range)
    } catch {
      report(.badPicture, "“\(src.value)” cannot be used", src.range)
    }
    return nil
  }
}

extension PNGImage.Problem {
  fileprivate var explanation: String {
    switch self {
    case .notPNG: "it is not a complete PNG file"
    case .damaged: "it is damaged (a checksum or the number of its pixels is wrong)"
    case .unsupported(let what): what
    }
  }
}
