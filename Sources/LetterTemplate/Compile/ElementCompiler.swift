import Diagnostics
import JSONText
import LetterDocument

/// Checks the places, attributes and styles of elements, and turns elements into instructions.
extension TemplateCompiler {
  mutating func compile(
    _ element: MarkupNode.Element, _ node: MarkupNode, _ content: ContentModel, _ scope: Scope,
    _ around: Surroundings
  ) -> Instruction? {
    guard content.allows(element.name) else {
      reportMisplaced("<\(element.name.rawValue)>", content, node.range, around)
      return nil
    }
    let style = style(of: element, at: node.range, in: around)
    guard let name = style.runningName else { return compile(element, node, content, scope, around, style) }
    // Every margin box that shows the element must have room for it. Tables and pictures get the widths that the narrowest box allows.
    var instruction: Instruction?
    for (number, room) in rooms(ofRunning: name, around).enumerated() {
      let style = self.style(of: element, at: node.range, in: room)
      let compiled = compile(element, node, content, scope, room, style)
      if number == 0 { instruction = compiled }
    }
    return instruction
  }

  private mutating func compile(
    _ element: MarkupNode.Element, _ node: MarkupNode, _ content: ContentModel, _ scope: Scope,
    _ around: Surroundings, _ style: Style
  ) -> Instruction? {
    let place = Place(source: source, range: node.range)
    let marks = marks(of: element, in: around)
    let scope = scope.speaking(element.attribute("lang").map(\.value).flatMap { Self.isLanguage($0) ? $0 : nil })
    let styled = StyledElement(name: element.name, classes: element.classes)
    checkContrast(style, of: element, in: around, place)
    checkBreaks(style, of: element, in: around)
    switch element.name {
    case .section, .div, .h1, .h2, .h3, .h4, .h5, .h6, .p:
      return wrapped(
        compileBlock(element, place, content, scope, around.insideBox(styled, style), style), marks, style, place)
    case .strong, .em, .span:
      check(layout.problem(ofInline: style, lineHeight: around.lineHeight), at: node.range)
      let children = compile(element.children, content, scope, around.inside(styled, style))
      return wrapped(.element(element.name, styleID(style), children), marks, style, place)
    case .a: return compileLink(element, node, scope, around.inside(styled, style), marks)
    case .br: return .element(.br, styleID(style), [])
    case .hr:
      check(layout.problem(ofBox: around.insideBox(styled, style)), at: node.range)
      return .constant(.rule(styleID(style)), weight: 0)
    case .ul, .ol: return wrapped(compileList(element, node, scope, around, style), marks, style, place)
    case .li: return compileItem(element, place, scope, around, style, marks)
    case .table: return wrapped(compileTable(element, place, scope, around, style), marks, style, place)
    case .caption:
      let inner = around.inside(styled, style)
      check(layout.problem(ofParagraph: style, in: inner), at: node.range)
      return .caption(styleID(style), marks, compile(element.children, .inlines, scope, inner))
    case .thead, .tbody:
      let rows = compile(element.children, .rows, scope, around.inside(styled, style))
      return .group(isHead: element.name == .thead, marks, rows, place)
    case .tr:
      return .row(styleID(style), marks, compile(element.children, .cells, scope, around.inside(styled, style)), place)
    case .th, .td: return compileCell(element, place, scope, around, style, marks)
    case .img: return wrapped(compileImage(element, node, scope, around, style), marks, style, place)
    case .title, .body: return nil
    }
  }

  /// A section, a division, a heading or a paragraph.
  /// - Parameter inner: the room of its content.
  private mutating func compileBlock(
    _ element: MarkupNode.Element, _ place: Place, _ content: ContentModel, _ scope: Scope, _ inner: Surroundings,
    _ style: Style
  ) -> Instruction {
    if element.name == .section || element.name == .div {
      check(layout.problem(ofBox: inner), at: place.range)
      let model: ContentModel = content == .innerBlocks ? .innerBlocks : .blocks
      return .element(element.name, styleID(style), compile(element.children, model, scope, inner))
    }
    check(layout.problem(ofParagraph: style, in: inner), at: place.range)
    let children = compile(element.children, .inlines, scope, inner)
    guard let level = element.name.headingLevel else { return .element(.p, styleID(style), children) }
    return .heading(level: level, styleID(style), children, place)
  }

  /// An element with its attributes, or as a running element.
  private func wrapped(
    _ instruction: Instruction?, _ marks: Marks?, _ style: Style, _ place: Place
  ) -> Instruction? {
    guard let instruction else { return nil }
    let marked = marks.map { Instruction.marked($0, instruction) } ?? instruction
    guard let name = style.runningName else { return marked }
    return .running(name, [marked], place)
  }

  /// Whether what an element contains is blocks, and not text. Each partial is looked at once.
  mutating func holdsBlocks(_ nodes: [MarkupNode]) -> Bool {
    nodes.contains { node in
      switch node.kind {
      case .element(let element): return ContentModel.innerBlocks.allows(element.name)
      case .text, .value: return false
      case .conditional(let branches, let otherwise):
        return branches.contains { holdsBlocks($0.body) } || holdsBlocks(otherwise)
      case .each(_, let body, let otherwise), .with(_, let body, let otherwise):
        return holdsBlocks(body) || holdsBlocks(otherwise)
      case .partial(let partial): return holdsBlocks(partial, node)
      }
    }
  }

  private mutating func holdsBlocks(_ partial: MarkupNode.Partial, _ node: MarkupNode) -> Bool {
    if let known = partialsOfBlocks[partial.name] { return known }
    // A deeper template is refused.
    guard openPartials.count <= Self.deepest, !openPartials.contains(partial.name),
      let (index, nodes) = loadPartial(partial.name, node.range)
    else { return false }
    let outer = source
    source = index
    openPartials.append(partial.name)
    let holdsBlocks = holdsBlocks(nodes)
    openPartials.removeLast()
    source = outer
    partialsOfBlocks[partial.name] = holdsBlocks
    return holdsBlocks
  }

  // MARK: Lists

  private mutating func compileList(
    _ element: MarkupNode.Element, _ node: MarkupNode, _ scope: Scope, _ around: Surroundings, _ style: Style
  ) -> Instruction {
    let inner = around.insideBox(StyledElement(name: element.name, classes: element.classes), style)
    check(layout.problem(ofBox: inner), at: node.range)
    var start = 1
    if let attribute = element.attribute("start") {
      if let number = Int(attribute.value), (0...1_000_000).contains(number) {
        start = number
      } else {
        report(.badAttribute, "start must be a whole number from 0 to 1000000", attribute.range)
      }
      if style.resetsCounter == false {
        report(.noEffect, "“start” has no effect on a list that goes on counting", attribute.range, fix: "remove it")
      }
    }
    let list = ListElement(
      style: styleID(style), numbering: style.listStyle ?? (element.name == .ol ? .decimal : .disc),
      isOrdered: element.name == .ol,
      resets: style.resetsCounter ?? true, countsThroughLetter: countsThroughLetter, start: start)
    return .list(list, compile(element.children, .items, scope, inner))
  }

  private mutating func compileItem(
    _ element: MarkupNode.Element, _ place: Place, _ scope: Scope, _ around: Surroundings, _ style: Style,
    _ marks: Marks?
  ) -> Instruction {
    let inner = around.insideBox(StyledElement(name: element.name, classes: element.classes), style)
    let holdsBlocks = holdsBlocks(element.children)
    check(layout.problem(ofParagraph: style, in: inner), at: place.range)
    let isOrdered = around.ancestors.last?.name == .ol
    let item = ItemElement(
      style: styleID(style), origin: origin(place.range),
      numbering: style.listStyle ?? (isOrdered ? .decimal : .disc), holdsBlocks: holdsBlocks, marks: marks)
    return .item(item, compile(element.children, holdsBlocks ? .innerBlocks : .inlines, scope, inner))
  }

  // MARK: Links

  private mutating func compileLink(
    _ element: MarkupNode.Element, _ node: MarkupNode, _ scope: Scope, _ inner: Surroundings, _ marks: Marks?
  ) -> Instruction? {
    check(layout.problem(ofInline: inner.style, lineHeight: inner.lineHeight), at: node.range)
    if inner.isArtifact {
      report(
        .misplacedContent, "a link in the margin of several pages cannot be followed", node.range,
        fix: "write the address as text")
    }
    guard let href = element.attribute("href") else {
      report(.badAttribute, "a link needs href=\"https://…\"", node.range)
      return nil
    }
    if element.children.isEmpty {
      report(.badAttribute, "this link has no words, so no letter shows it", node.range, fix: "write what it leads to")
    }
    guard let target = linkTarget(of: href, scope) else { return nil }
    return .link(to: target, styleID(inner.style), marks, compile(element.children, .linkedInlines, scope, inner))
  }

  /// The pieces of an attribute with values; nil if one cannot be used.
  mutating func attributeParts(
    of attribute: MarkupNode.Attribute, _ scope: Scope, isAddress: Bool
  ) -> [AttributePart]? {
    var parts: [AttributePart] = []
    for part in attribute.parts {
      switch part {
      case .text(let text):
        let isUsable = isAddress ? text.utf8.allSatisfy(Self.isAddressByte) : text.unicodeScalars.allSatisfy(\.isSpoken)
        guard isUsable else {
          report(
            .badAttribute,
            isAddress
              ? "an address has only ASCII characters, and no spaces"
              : "the text has characters that nobody can read aloud", attribute.range,
            fix: isAddress ? "encode other characters as %HH" : "remove them")
          return nil
        }
        parts.append(.text(text))
      case .value(let expression):
        guard let (operand, shape) = presentOperand(expression, scope) else { return nil }
        guard shape.types.isSubset(of: Shape.printable) else {
          report(
            .wrongKindOfValue, "“\(self.text(expression.range))” is not always a text or a number", expression.range)
          return nil
        }
        parts.append(.value(operand, Place(source: source, range: expression.range)))
      }
    }
    return parts
  }

  /// The characters of an address (RFC 3986 §2).
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
  }
}
