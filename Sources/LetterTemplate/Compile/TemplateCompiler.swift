import Diagnostics
import JSONText
import LetterDocument
import UnicodeText

/// Compiles a template: checks it against the schema and the stylesheet, and turns it into instructions for the merger. One pass finds
/// everything that is wrong. Partials are checked at each place that uses them.
struct TemplateCompiler {
  let shapes: ShapeReader
  let stylesheet: Stylesheet
  let stylesheetClasses: Set<String>
  let layout: LayoutProof
  let files: TemplateFiles
  /// The language of the letters of the set.
  let language: String
  var languages: LanguageLibrary
  var sources: [SourceText] = []
  var styles: [Style] = []
  var findings: [Finding] = []
  /// Fields in single braces.
  var singleBraces: [Finding] = []
  /// The colours of text and background whose contrast was reported.
  var reportedColors: Set<[Color]> = []

  /// The places of ids, and the goals of links.
  var ids: [String: [Place]] = [:]
  var linkGoals: [(name: String, place: Place)] = []
  /// The places of values that print nothing in some letter.
  var emptyValues: Set<Place> = []
  /// While a table is compiled again: the widths of its next cells.
  var cellWidths: ArraySlice<Double> = []
  var isRecompiling = false
  /// What margin boxes can show.
  var runningNames: Set<String> = []
  var namedStringsOfEveryLetter: Set<String> = []
  /// Wishes about page breaks inside cells and margin boxes, and the places of those that concern other elements too.
  var vainWishes: [Stylesheet.Declaration] = []
  var usedWishes: Set<Place> = []
  /// The rules of the stylesheet that match an element.
  var matchedRules: Set<Int> = []
  /// Whether the body has a counter of its own (`counter-reset: list-item`).
  var countsThroughLetter = false
  var source = 0
  var styleIDs: [Style: StyleID] = [:]
  /// How many nodes were compiled, partials included.
  private var nodeCount = 0
  /// How many bytes of text were compiled, partials included.
  var textBytes = 0
  /// How deep the current node is nested, partials included.
  private var depth = 0
  var openPartials: [String] = []
  var parsed: [String: (source: Int, nodes: [MarkupNode])] = [:]
  /// The partials that were read, by their names.
  var partials: [String: (source: Int, nodes: [MarkupNode])] = [:]
  var partialNames: [String: Set<String>] = [:]
  /// Whether partials hold blocks, and not text.
  var partialsOfBlocks: [String: Bool] = [:]
  var reported: Set<Finding> = []
  /// The pictures that were read.
  var pictures: [ExactText: Result<PNGImage, any Error>] = [:]

  /// The most nodes of a template with all its partials. The templates of letters have a few hundred.
  private static let mostNodes = 20_000
  /// The templates of letters have about ten levels.
  static let deepest = 100

  init(schema: Schema, stylesheet: Stylesheet, files: TemplateFiles, language: String) {
    shapes = ShapeReader(schema: schema)
    self.stylesheet = stylesheet
    stylesheetClasses = stylesheet.classes
    layout = LayoutProof(stylesheet.page)
    self.files = files
    self.language = language
    languages = LanguageLibrary(files)
  }

  /// The letter's title and body as programs.
  mutating func compile(_ letter: SourceText, root: Schema.ID) -> (title: [Instruction], body: [Instruction]) {
    let nodes = parse(letter, as: letter.name).nodes
    let scope = Scope(root: shapes.shape(.schemas([root])), language: language)
    var title: [Instruction]?
    var body: [Instruction]?
    for node in nodes {
      switch node.kind {
      case .element(let element) where element.name == .title && title == nil:
        let words = compile(element.children, .words, scope, Surroundings())
        title = words
        checkTitle(words, at: node.range)
      case .element(let element) where element.name == .body && body == nil:
        let around = layout.body
        let bodyStyle = style(of: element, at: node.range, in: around)
        countsThroughLetter = bodyStyle.resetsCounter == true
        let inner = around.inside(StyledElement(name: .body, classes: element.classes), bodyStyle)
        body = compile(element.children, .blocks, scope, inner)
      case .text(let text) where Whitespace.isBlank(text): break
      default: report(.misplacedContent, "a letter must consist of one <title> and one <body>", node.range)
      }
    }
    if title == nil {
      report(.misplacedContent, "there is no <title>", 0..<1, fix: "a document needs a title: <title>…</title>")
    }
    if body == nil { report(.misplacedContent, "there is no <body>", 0..<1) }
    checkPaths(of: body ?? [])
    for finding in languages.findings { report(finding) }
    return (title ?? [], body ?? [])
  }

  // MARK: Structure

  mutating func compile(_ nodes: [MarkupNode], _ content: ContentModel, _ scope: Scope, _ around: Surroundings)
    -> [Instruction]
  {
    var instructions: [Instruction] = []
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      let range = nodes.first?.range ?? 0..<1
      report(.tooLarge, "with its partials, the template is nested more than \(Self.deepest) levels deep", range)
      return []
    }
    for node in nodes {
      nodeCount += 1
      guard nodeCount <= Self.mostNodes else {
        if nodeCount == Self.mostNodes + 1 {
          report(
            .tooLarge, "with its partials, the template has more than \(Self.mostNodes) elements, tags and texts",
            node.range)
        }
        return instructions
      }
      if let instruction = compile(node, content, scope, around) { instructions.append(instruction) }
    }
    return instructions
  }

  mutating func compile(_ node: MarkupNode, _ content: ContentModel, _ scope: Scope, _ around: Surroundings)
    -> Instruction?
  {
    switch node.kind {
    case .text(let text):
      if content.holdsText {
        return compileText(text, node.range)
      }
      if !Whitespace.isBlank(text) { reportMisplaced("text", content, visiblePart(of: node.range), around) }
      return nil
    case .value(let expression):
      guard content.holdsText else {
        reportMisplaced("a value", content, node.range, around)
        return nil
      }
      return counter(expression, around).map { .counter($0) } ?? compileValue(expression, scope)
    case .element(let element): return compile(element, node, content, scope, around)
    case .conditional(let branches, let otherwise):
      return compile(branches, otherwise, at: node.range, content, scope, around)
    case .each(let list, let body, let otherwise): return compileEach(list, body, otherwise, content, scope, around)
    case .with(let value, let body, let otherwise):
      guard let (operand, shape) = operand(value, scope) else { return nil }
      if otherwise.isEmpty, shape.canBeAbsent { _ = presentOperand(value, scope) }
      let inner = narrow(scope, by: value, isTrue: true).flatMap {
        $0.entering(shapes.narrow(shape.shape, at: [], .truth(true)) ?? shape.shape)
      }
      let body = inner.map { compile(body, content, $0, around) }
      let alternative = narrow(scope, by: value, isTrue: false).map { compile(otherwise, content, $0, around) }
      return .with(operand, body, otherwise: alternative, place(value.range))
    case .partial(let partial): return compile(partial, node, content, scope, around)
    }
  }

  mutating func compile(
    _ branches: [MarkupNode.Branch], _ otherwise: [MarkupNode], at range: Range<Int>, _ content: ContentModel,
    _ scope: Scope, _ around: Surroundings
  ) -> Instruction {
    var compiled: [Instruction.Branch] = []
    var rest: Scope? = scope
    for branch in branches {
      guard let current = rest else {
        // A condition before it always holds, so nothing looks at this one.
        compiled.append(
          Instruction.Branch(
            condition: .constant(.boolean(branch.isNegated)), isNegated: branch.isNegated, body: nil,
            place: place(branch.condition.range)))
        continue
      }
      guard let condition = decidingOperand(branch.condition, current) else { continue }
      // Leaves out the body of a branch that no valid case file reaches, because its names may have no meaning.
      let inside = narrow(current, by: branch.condition, isTrue: !branch.isNegated)
      let body = inside.map { compile(branch.body, content, $0, around) }
      compiled.append(
        Instruction.Branch(
          condition: condition, isNegated: branch.isNegated, body: body, place: place(branch.condition.range)))
      rest = narrow(current, by: branch.condition, isTrue: branch.isNegated)
    }
    return .conditional(
      compiled, otherwise: rest.map { compile(otherwise, content, $0, around) }, place(range))
  }

  mutating func compileEach(
    _ list: Expression, _ body: [MarkupNode], _ otherwise: [MarkupNode], _ content: ContentModel, _ scope: Scope,
    _ around: Surroundings
  ) -> Instruction? {
    guard let (operand, shape) = presentOperand(list, scope) else { return nil }
    guard shape.types == [.array] else {
      report(
        .wrongKindOfValue, "“\(text(list.range))” is not always a list", list.range,
        fix: "give it “\"type\": \"array\"” in the schema, or print it without {{#each}}")
      return nil
    }
    let inside = scope.entering(shapes.elements(of: shape), isLoop: true)
    var repeated = around
    repeated.isRepeated = true
    return .each(
      operand, compile(body, content, inside, repeated), otherwise: compile(otherwise, content, scope, around),
      mayBeEmpty: !shape.alternatives.allSatisfy(\.isTruthy), place(list.range))
  }
}
