import Diagnostics
import JSONText
import LetterDocument

extension TemplateSet {
  /// Merges a case file that is valid against the schema into a letter.
  /// - Parameter defaultDate: the day on which the document was made, if the data do not give it.
  /// - Throws: a finding if the data are not valid, or if a running foot has nothing to repeat.
  package func merge(_ document: JSONDocument, defaultDate: DocumentDate? = nil) throws(Findings) -> Letter {
    var merger = Merger(root: document.root, styles: styles)
    var words = InlineBuilder()
    var blocks: [Block] = []
    do throws(Findings) {
      try merger.inlines(title, into: &words)
      try merger.blocks(body, into: &blocks)
    } catch {
      throw Findings(
        error.all.map { Finding($0.code, $0.message, fix: $0.fix, in: document.source, at: 0, isCaseData: true) })
    }
    for case .namedString(let name) in page.feet.flatMap(\.content) where merger.namedStrings[name] == nil {
      throw Findings(
        Finding(
          .unguardedValue, "the running foot repeats “\(name)”, which this letter does not have",
          fix: "give the value, or remove the running foot from the stylesheet", in: document.source, at: 0,
          isCaseData: true))
    }
    return Letter(
      language: manifest.language, titleTexts: words.finish().texts, issuer: manifest.issuer,
      created: created(document.root) ?? defaultDate, blocks: blocks, styles: styles, page: page,
      namedStrings: merger.namedStrings)
  }

  private func created(_ root: JSONValue) -> DocumentDate? {
    roles.created?.text(in: root).flatMap(CalendarDate.init(iso:)).map {
      DocumentDate(year: $0.year, month: $0.month, day: $0.day)
    }
  }
}

/// Walks a compiled template together with a valid case file.
struct Merger {
  struct Frame {
    let context: JSONValue
    var index = 0
    var count = 0
  }

  let root: JSONValue
  private let styles: [Style]
  private(set) var frames: [Frame]
  private(set) var parameters: [MergeValue] = []
  private(set) var namedStrings: [String: Text] = [:]
  private var work = 0

  /// The most steps of a letter: an instruction is a step, and so are 32 bytes of text. A letter of three pages has about 500. Nested
  /// loops over long lists could otherwise fill the memory.
  private static let mostWork = 2_000_000

  init(root: JSONValue, styles: [Style]) {
    self.root = root
    self.styles = styles
    frames = [Frame(context: root)]
  }

  // MARK: Content

  mutating func blocks(_ instructions: [Instruction], into blocks: inout [Block]) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .element(.section, _, let children):
        var inner: [Block] = []
        try self.blocks(children, into: &inner)
        if !inner.isEmpty { blocks.append(.section(inner)) }
      case .heading(let level, let style, let children, _):
        blocks.append(.heading(level: level, try paragraph(style, children)))
      case .element(.p, let style, let children): blocks.append(.paragraph(try paragraph(style, children)))
      case .table(let style, let columns, let children):
        var rows: [Table.Row] = []
        try self.rows(children, into: &rows)
        // A table without rows would be an empty structure element.
        if !rows.isEmpty { blocks.append(.table(Table(style: style, columns: columns, rows: rows))) }
      case .constant(let block, let weight):
        try spend(weight)
        blocks.append(block)
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.blocks(inner, into: &blocks) }
      }
    }
  }

  private mutating func rows(_ instructions: [Instruction], into rows: inout [Table.Row]) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      if case .row(let children, _) = instruction {
        var cells: [Table.Cell] = []
        try self.cells(children, into: &cells)
        rows.append(Table.Row(cells: cells))
      } else {
        try expand(instruction) { merger, inner throws(Findings) in try merger.rows(inner, into: &rows) }
      }
    }
  }

  mutating func cells(_ instructions: [Instruction], into cells: inout [Table.Cell]) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .cell(let isHeader, let span, let style, let children, _):
        let content = try paragraph(style, children)
        cells.append(Table.Cell(isHeader: isHeader, columnSpan: span, content: content))
      case .constantCell(let cell, let weight):
        try spend(weight)
        cells.append(cell)
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.cells(inner, into: &cells) }
      }
    }
  }

  private mutating func paragraph(_ style: StyleID, _ children: [Instruction]) throws(Findings) -> Paragraph {
    var builder = InlineBuilder()
    try inlines(children, into: &builder)
    let paragraph = Paragraph(style: style, inlines: builder.finish())
    if let name = styles[style.index].namedString, namedStrings[name] == nil {
      let origin = paragraph.inlines.firstOrigin ?? .template(source: 0, offset: 0)
      namedStrings[name] = Text(paragraph.inlines.plainText, origin: origin)
    }
    return paragraph
  }

  mutating func inlines(_ instructions: [Instruction], into builder: inout InlineBuilder) throws(Findings) {
    try spend(instructions.count)
    for instruction in instructions {
      switch instruction {
      case .text(let text):
        try spend(text.string.utf8.count >> 5)
        builder.append(markup: text)
      case .value(let operand):
        let value = try value(operand)
        // Nearly all values are a single text, which needs no list.
        if let text = value.text {
          try spend(text.string.utf8.count >> 5)
          builder.append(value: text)
        } else if case .texts(let texts) = value {
          try spend(texts.reduce(texts.count) { $0 + $1.string.utf8.count >> 5 })
          for text in texts { builder.append(value: text) }
        } else {
          throw invalid("a value that cannot be printed")
        }
      case .element(.strong, let style, let children):
        builder.openStrong(style)
        try inlines(children, into: &builder)
        builder.closeStrong()
      case .element(.br, _, _): builder.appendLineBreak()
      default:
        try expand(instruction) { merger, inner throws(Findings) in try merger.inlines(inner, into: &builder) }
      }
    }
  }

  private mutating func spend(_ steps: Int) throws(Findings) {
    work += steps
    guard work > Self.mostWork else { return }
    throw Findings(
      Finding(
        .outOfRange, "the letter of this case would be larger than any letter",
        fix: "shorten the lists or texts, or repeat less in the template"))
  }

  // MARK: Control flow

  /// Carries out a tag that contains other instructions: calls `visit` for the bodies that apply, as often as they apply.
  private mutating func expand(
    _ instruction: Instruction, _ visit: (inout Merger, [Instruction]) throws(Findings) -> Void
  ) throws(Findings) {
    switch instruction {
    case .conditional(let branches, let otherwise):
      for branch in branches where try value(branch.condition).isTrue != branch.isNegated {
        return try visit(&self, branch.body)
      }
      if let otherwise { try visit(&self, otherwise) }
    case .each(let list, let body, let otherwise, _):
      guard case .data(let data) = try value(list), let elements = data.array else {
        throw invalid("a value to repeat that is not a list")
      }
      if elements.isEmpty { return try visit(&self, otherwise) }
      try spend(elements.count)
      for (index, element) in elements.enumerated() {
        frames.append(Frame(context: element, index: index, count: elements.count))
        try visit(&self, body)
        frames.removeLast()
      }
    case .with(let operand, let body, let otherwise):
      let entered = try value(operand)
      guard case .data(let data) = entered, entered.isTrue, let body else {
        if let otherwise { try visit(&self, otherwise) }
        return
      }
      frames.append(Frame(context: data))
      try visit(&self, body)
      frames.removeLast()
    case .partial(let context, let values, let body):
      try enterPartial(context, values, body, visit)
    default: throw invalid("content where none is allowed")
    }
  }

  private mutating func enterPartial(
    _ context: Operand?, _ values: [(name: String, value: Operand)], _ body: [Instruction],
    _ visit: (inout Merger, [Instruction]) throws(Findings) -> Void
  ) throws(Findings) {
    var inner = frames[frames.count - 1].context
    if let context {
      guard case .data(let data) = try value(context) else { throw invalid("a partial without context") }
      inner = data
    }
    var given: [MergeValue] = []
    for parameter in values { given.append(try value(parameter.value)) }
    let outer = (frames, parameters)
    frames = [Frame(context: inner)]
    parameters = given
    try visit(&self, body)
    (frames, parameters) = outer
  }
}
