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
    let style = stylesheet.style(of: element.name, classes: element.classes, in: parent)
    switch element.name {
    case .section: return .element(.section, styleID(style), compile(element.children, .blocks, scope, style))
    case .h1, .h2, .p: return .element(element.name, styleID(style), compile(element.children, .inlines, scope, style))
    case .strong: return .element(.strong, styleID(style), compile(element.children, .strongInlines, scope, style))
    case .br: return .element(.br, styleID(style), [])
    case .table: return .element(.table, styleID(style), compile(element.children, .rows, scope, style))
    case .tr: return .element(.tr, styleID(style), compile(element.children, .cells, scope, style))
    case .th, .td: return compileCell(element, scope, style)
    case .img: return compileImage(element, node, style)
    case .title, .body: return nil
    }
  }

  private mutating func compileCell(_ element: MarkupNode.Element, _ scope: Scope, _ style: Style) -> Instruction {
    var span = 1
    if let attribute = element.attribute("colspan") {
      if let number = Int(attribute.value), (1...100).contains(number) {
        span = number
      } else {
        report(.badAttribute, "colspan must be a whole number from 1 to 100", attribute.range)
      }
    }
    let content = compile(element.children, .inlines, scope, style)
    return .cell(isHeader: element.name == .th, columnSpan: span, styleID(style), content)
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
      return .constant(.image(Image(style: styleID(style), picture: picture, alternateText: alternate)))
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
