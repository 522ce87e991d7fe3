import Diagnostics
import JSONText
import LetterDocument

/// Compiles a template: checks it against the schema and the stylesheet, and turns it into instructions for the merger. One pass finds
/// everything that is wrong. Partials are checked at each place that uses them.
struct TemplateCompiler {
  let shapes: ShapeReader
  let stylesheet: Stylesheet
  let files: TemplateFiles
  private(set) var sources: [SourceText] = []
  private(set) var styles: [Style] = []
  private(set) var findings: [Finding] = []

  private var source = 0
  private var openPartials: [String] = []
  private var parsed: [String: (source: Int, nodes: [MarkupNode])] = [:]
  private var reported: Set<Finding> = []

  init(schema: Schema, stylesheet: Stylesheet, files: TemplateFiles) {
    shapes = ShapeReader(schema: schema)
    self.stylesheet = stylesheet
    self.files = files
  }

  /// The letter's title and body as programs.
  mutating func compile(_ letter: SourceText, root: Schema.ID) -> (title: [Instruction], body: [Instruction]) {
    let nodes = parse(letter, as: letter.name).nodes
    let scope = Scope(root: shapes.shape(.schemas([root])))
    var title: [Instruction]?
    var body: [Instruction]?
    for node in nodes {
      switch node.kind {
      case .element(let element) where element.name == .title && title == nil:
        title = compile(element.children, .words, scope, Style())
      case .element(let element) where element.name == .body && body == nil:
        let style = stylesheet.style(of: .body, classes: element.classes, in: Style())
        body = compile(element.children, .blocks, scope, style)
      case .text(let text) where Whitespace.isBlank(text): break
      default: report(.misplacedContent, "a letter must consist of one <title> and one <body>", node.range)
      }
    }
    if title == nil {
      report(.misplacedContent, "there is no <title>", 0..<1, fix: "a document needs a title: <title>…</title>")
    }
    if body == nil { report(.misplacedContent, "there is no <body>", 0..<1) }
    return (title ?? [], body ?? [])
  }

  /// The running feet, with their styles.
  mutating func feet() -> [RunningFoot] {
    stylesheet.feet.map { foot in
      var style = stylesheet.style(of: .body, classes: [], in: Style()).inherited
      style.alignment = foot.alignment
      for declaration in foot.declarations { declaration(&style) }
      return RunningFoot(content: foot.content, style: styleID(style))
    }
  }

  // MARK: Structure

  mutating func compile(_ nodes: [MarkupNode], _ content: ContentModel, _ scope: Scope, _ style: Style)
    -> [Instruction]
  {
    nodes.compactMap { compile($0, content, scope, style) }
  }

  mutating func compile(_ node: MarkupNode, _ content: ContentModel, _ scope: Scope, _ style: Style)
    -> Instruction?
  {
    switch node.kind {
    case .text(let text):
      if content.holdsText { return .text(Text(Whitespace.collapse(text), origin: origin(node.range))) }
      if !Whitespace.isBlank(text) { reportMisplaced("text", content, visiblePart(of: node.range)) }
      return nil
    case .value(let expression): return compileValue(expression, content, node, scope)
    case .element(let element): return compile(element, node, content, scope, style)
    case .conditional(let branches, let otherwise): return compile(branches, otherwise, content, scope, style)
    case .each(let list, let body, let otherwise): return compileEach(list, body, otherwise, content, scope, style)
    case .with(let value, let body, let otherwise):
      guard let (operand, shape) = operand(value, scope) else { return nil }
      if otherwise.isEmpty, shape.canBeAbsent { _ = presentOperand(value, scope) }
      let inner = narrow(scope, by: value, isTrue: true).flatMap {
        $0.entering(shapes.narrow(shape.shape, at: [], isTrue: true) ?? shape.shape)
      }
      let body = inner.map { compile(body, content, $0, style) } ?? []
      let alternative = narrow(scope, by: value, isTrue: false).map { compile(otherwise, content, $0, style) } ?? []
      return .with(operand, body, otherwise: alternative)
    case .partial(let partial): return compile(partial, node, content, scope, style)
    }
  }

  mutating func compileValue(
    _ expression: Expression, _ content: ContentModel, _ node: MarkupNode, _ scope: Scope
  ) -> Instruction? {
    guard content.holdsText else {
      reportMisplaced("a value", content, node.range)
      return nil
    }
    guard let (operand, shape) = presentOperand(expression, scope) else { return nil }
    guard shape.types.isSubset(of: Shape.printable) else {
      let isList = shape.types.contains(.array)
      report(
        .wrongKindOfValue, "“\(text(expression.range))” is not always a text or a number, so it cannot be printed",
        expression.range,
        fix: isList ? "use {{#each}} or {{list}}" : "name one of its parts: \(shape.keys.joined(separator: ", "))")
      return nil
    }
    return .value(operand)
  }

  mutating func compile(
    _ branches: [MarkupNode.Branch], _ otherwise: [MarkupNode], _ content: ContentModel, _ scope: Scope,
    _ style: Style
  ) -> Instruction {
    var compiled: [Instruction.Branch] = []
    var rest: Scope? = scope
    for branch in branches {
      guard let current = rest, let (condition, _) = operand(branch.condition, current) else { continue }
      // Leaves out a branch that no valid case file reaches, because its names may have no meaning.
      if let inside = narrow(current, by: branch.condition, isTrue: !branch.isNegated) {
        let body = compile(branch.body, content, inside, style)
        compiled.append(Instruction.Branch(condition: condition, isNegated: branch.isNegated, body: body))
      }
      rest = narrow(current, by: branch.condition, isTrue: branch.isNegated)
    }
    return .conditional(compiled, otherwise: rest.map { compile(otherwise, content, $0, style) } ?? [])
  }

  mutating func compileEach(
    _ list: Expression, _ body: [MarkupNode], _ otherwise: [MarkupNode], _ content: ContentModel, _ scope: Scope,
    _ style: Style
  ) -> Instruction? {
    guard let (operand, shape) = presentOperand(list, scope) else { return nil }
    guard shape.types == [.array] else {
      report(.wrongKindOfValue, "“\(text(list.range))” is not always a list", list.range)
      return nil
    }
    let inside = scope.entering(shapes.elements(of: shape), isLoop: true)
    return .each(operand, compile(body, content, inside, style), otherwise: compile(otherwise, content, scope, style))
  }

  mutating func compile(
    _ partial: MarkupNode.Partial, _ node: MarkupNode, _ content: ContentModel, _ scope: Scope, _ style: Style
  ) -> Instruction? {
    guard !openPartials.contains(partial.name) else {
      report(.unknownPartial, "the partial “\(partial.name)” includes itself", node.range)
      return nil
    }
    guard let (index, nodes) = loadPartial(partial.name, node.range) else { return nil }
    var context: (operand: Operand, shape: Shape)?
    if let expression = partial.context {
      guard let given = presentOperand(expression, scope) else { return nil }
      context = given
    }
    var parameters: [(name: String, value: Operand, shape: Shape)] = []
    for parameter in partial.parameters {
      guard let (operand, shape) = presentOperand(parameter.value, scope) else { return nil }
      parameters.append((parameter.name, operand, shape))
    }
    let inside = scope.enteringPartial(
      context?.shape ?? scope.frames[scope.frames.count - 1].context, parameters: parameters.map { ($0.name, $0.shape) }
    )
    let outer = source
    source = index
    openPartials.append(partial.name)
    let body = compile(nodes, content, inside, style)
    openPartials.removeLast()
    source = outer
    return .partial(context: context?.operand, parameters: parameters.map { ($0.name, $0.value) }, body)
  }

  // MARK: Sources

  mutating func styleID(_ style: Style) -> StyleID {
    if let index = styles.firstIndex(of: style) { return StyleID(index) }
    styles.append(style)
    return StyleID(styles.count - 1)
  }

  private mutating func loadPartial(_ name: String, _ range: Range<Int>) -> (source: Int, nodes: [MarkupNode])? {
    do throws(Findings) {
      let file = try files.readText("_\(name).html")
      return parse(file, as: file.name)
    } catch {
      guard error.all.first?.code == .templateFileMissing else {
        for finding in error.all where reported.insert(finding).inserted { findings.append(finding) }
        return nil
      }
      let near = NearMiss.of(name, among: (try? files.partialNames()) ?? [])
      report(
        .unknownPartial, "there is no partial “\(name)”", range,
        fix: near.map { "did you mean “\($0)”?" } ?? "a partial is a file _\(name).html in the template set")
      return nil
    }
  }

  private mutating func parse(_ file: SourceText, as name: String) -> (source: Int, nodes: [MarkupNode]) {
    if let known = parsed[name] { return known }
    let (nodes, problems) = MarkupReader.read(file)
    findings += problems
    sources.append(file)
    let result = (sources.count - 1, nodes)
    parsed[name] = result
    return result
  }

  func origin(_ range: Range<Int>) -> Origin { .template(source: source, offset: range.lowerBound) }

  /// The source text of a range, for messages.
  func text(_ range: Range<Int>) -> String { String(decoding: sources[source].bytes[range], as: UTF8.self) }

  /// The range without the white space at its start.
  private func visiblePart(of range: Range<Int>) -> Range<Int> {
    let bytes = sources[source].bytes[range]
    let start = bytes.firstIndex { !Unicode.Scalar($0).isMarkupSpace } ?? range.lowerBound
    return start..<range.upperBound
  }

  mutating func reportMisplaced(_ what: String, _ content: ContentModel, _ range: Range<Int>) {
    report(.misplacedContent, "\(what) is not allowed here", range, fix: "allowed here: \(content.phrase)")
  }

  mutating func report(_ code: FindingCode, _ message: String, _ range: Range<Int>, fix: String? = nil) {
    let finding = Finding(code, message, fix: fix, in: sources[source], at: range.lowerBound, length: range.count)
    if reported.insert(finding).inserted { findings.append(finding) }
  }
}
