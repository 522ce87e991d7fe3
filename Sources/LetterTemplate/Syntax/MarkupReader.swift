import Diagnostics
import JSONText

/// Builds the tree of a template from its tokens. Elements and blocks nest, so a block always opens and closes within one element.
struct MarkupReader {
  private let source: SourceText
  private let tokens: [MarkupToken]
  private var index = 0
  private var findings: [Finding]

  /// Reads a template source into its tree and reports everything that is wrong with it.
  static func read(_ source: SourceText) -> (nodes: [MarkupNode], findings: [Finding]) {
    let (tokens, findings) = MarkupLexer.tokens(of: source)
    var reader = MarkupReader(source: source, tokens: Whitespace.control(tokens), findings: findings)
    let nodes = reader.readNodes(in: [])
    return (nodes, reader.findings)
  }

  private init(source: SourceText, tokens: [MarkupToken], findings: [Finding]) {
    self.source = source
    self.tokens = tokens
    self.findings = findings
  }

  /// An element or a block that is open around the current token.
  private enum Open: Equatable {
    case element(ElementName)
    case block(BlockKeyword)
  }

  /// How many levels deep elements and blocks may nest. No letter needs a tenth of this.
  private static let maxDepth = 200

  /// Reads until a token ends the innermost open element or block. The caller consumes that token.
  private mutating func readNodes(in open: [Open]) -> [MarkupNode] {
    var nodes: [MarkupNode] = []
    if open.count > Self.maxDepth {
      if index < tokens.count { report(.markupSyntax, "nested more than \(Self.maxDepth) levels deep", tokens[index]) }
      index = tokens.count
    }
    while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .endTag(let name):
        if open.contains(.element(name)) || isMistaken(name, forEndOf: open.last) { return nodes }
        report(.markupSyntax, "“</\(name.rawValue)>” closes nothing", token)
      case .closeBlock(let keyword):
        if open.contains(.block(keyword)) { return nodes }
        report(.unbalancedBlock, "“{{/\(keyword.rawValue)}}” closes nothing", token)
      case .otherwise:
        if case .block = open.last { return nodes }
        let isInside = open.contains { if case .block = $0 { true } else { false } }
        report(
          .unbalancedBlock,
          isInside
            ? "“{{else}}” is inside an element that its block does not open" : "“{{else}}” belongs to no block",
          token)
      case .startTag(let name, _) where ends(open.last, before: name): return nodes
      default:
        if let node = readNode(token, in: open) { nodes.append(node) }
        continue
      }
      index += 1
    }
    return nodes
  }

  /// Reads the node that starts with the current token, and moves past it.
  private mutating func readNode(_ token: MarkupToken, in open: [Open]) -> MarkupNode? {
    index += 1
    switch token.kind {
    case .text(let text): return text.isEmpty ? nil : MarkupNode(kind: .text(text), range: token.range)
    case .value(let expression): return MarkupNode(kind: .value(expression), range: token.range)
    case .partial(let partial): return MarkupNode(kind: .partial(partial), range: token.range)
    case .startTag(let name, let attributes): return readElement(name, attributes, token, in: open)
    case .openBlock(let keyword, let expression): return readBlock(keyword, expression, token, in: open)
    case .endTag, .closeBlock, .otherwise, .nothing: return nil
    }
  }

  private mutating func readElement(
    _ name: ElementName, _ attributes: [MarkupNode.Attribute], _ token: MarkupToken, in open: [Open]
  ) -> MarkupNode {
    var children: [MarkupNode] = []
    if !name.isVoid {
      children = readNodes(in: open + [.element(name)])
      if index < tokens.count, case .endTag(let end) = tokens[index].kind, !open.contains(.element(end)) || end == name
      {
        if end != name {
          report(
            .markupSyntax, "“</\(end.rawValue)>” cannot end “<\(name.rawValue)>”", tokens[index],
            fix: "write </\(name.rawValue)>")
        }
        index += 1
      } else {
        report(.markupSyntax, "“<\(name.rawValue)>” is not closed", token, fix: closerHint())
      }
    }
    let element = MarkupNode.Element(name: name, attributes: attributes, children: children)
    return MarkupNode(kind: .element(element), range: token.range)
  }

  private mutating func readBlock(
    _ keyword: BlockKeyword, _ expression: Expression, _ token: MarkupToken, in open: [Open]
  ) -> MarkupNode {
    var branches = [(condition: expression, body: readNodes(in: open + [.block(keyword)]))]
    var otherwise: [MarkupNode] = []
    var hasOtherwise = false
    while index < tokens.count, case .otherwise(let condition) = tokens[index].kind {
      let elseToken = tokens[index]
      if hasOtherwise { report(.unbalancedBlock, "nothing can follow the “{{else}}” of this block", elseToken) }
      index += 1
      let body = readNodes(in: open + [.block(keyword)])
      if let condition {
        if keyword != .if {
          report(
            .unbalancedBlock, "“{{else if}}” is allowed only in an “if” block", elseToken,
            fix: "write {{else}}{{#if …}}…{{/if}}")
        }
        branches.append((condition, body))
      } else {
        hasOtherwise = true
        otherwise = body
      }
    }
    if index < tokens.count, case .closeBlock(keyword) = tokens[index].kind {
      index += 1
    } else {
      report(.unbalancedBlock, "“{{#\(keyword.rawValue)}}” is not closed", token, fix: closerHint())
    }
    return MarkupNode(kind: Self.blockKind(keyword, branches, otherwise), range: token.range)
  }

  private static func blockKind(
    _ keyword: BlockKeyword, _ branches: [(condition: Expression, body: [MarkupNode])], _ otherwise: [MarkupNode]
  ) -> MarkupNode.Kind {
    switch keyword {
    case .if, .unless:
      let isNegated = keyword == .unless
      return .conditional(
        branches.map { MarkupNode.Branch(condition: $0.condition, isNegated: isNegated, body: $0.body) },
        otherwise: otherwise)
    case .each: return .each(branches[0].condition, branches[0].body, otherwise: otherwise)
    case .with: return .with(branches[0].condition, branches[0].body, otherwise: otherwise)
    }
  }

  // MARK: Forgotten and mistaken end tags

  /// Whether an end tag is most likely meant for the innermost element, such as `</h3>` after `<h2>`.
  private func isMistaken(_ end: ElementName, forEndOf innermost: Open?) -> Bool {
    guard case .element(let element)? = innermost else { return false }
    return element.isParagraph && end.isParagraph || element.isCell && end.isCell
  }

  /// Whether the end tag of the innermost element is most likely missing before an element that cannot stand in it.
  private func ends(_ innermost: Open?, before next: ElementName) -> Bool {
    guard case .element(let element)? = innermost else { return false }
    let cannotHold: Bool
    if element.isParagraph {
      cannotHold = next.isParagraph || next.isCell || [.section, .div, .ul, .ol, .table, .tr].contains(next)
    } else if element.isCell {
      cannotHold = next.isCell || next == .tr
    } else {
      cannotHold = element == next && [.li, .tr].contains(next)
    }
    return cannotHold && !isEnded(element)
  }

  /// Whether the end tag of an element comes before another such element starts.
  private func isEnded(_ element: ElementName) -> Bool {
    for token in tokens[index...].prefix(Self.farthestEnd) {
      switch token.kind {
      case .endTag(element): return true
      case .startTag(element, _): return false
      default: continue
      }
    }
    return false
  }

  /// An end tag is looked for in this many tokens, so that a file with many mistakes is still read fast.
  private static let farthestEnd = 200

  /// Describes what was found in place of the expected end tag.
  private func closerHint() -> String? {
    guard index < tokens.count else { return "the file ends before its end tag" }
    if case .startTag(let next, _) = tokens[index].kind {
      return "close it before “<\(next.rawValue)>”, which cannot stand in it"
    }
    // This takes a pass over the source.
    guard findings.count < Finding.mostInADocument else { return nil }
    let line = source.location(at: tokens[index].range.lowerBound).line
    return "the tag on line \(line) closes something around it; a block must open and close within one element"
  }

  private mutating func report(
    _ code: FindingCode, _ message: String, _ token: MarkupToken, fix: String? = nil
  ) {
    guard findings.count < Finding.mostInADocument else { return }
    findings.append(
      Finding(code, message, fix: fix, in: source, at: token.range.lowerBound, length: token.range.count))
  }
}
