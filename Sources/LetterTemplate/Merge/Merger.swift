import Diagnostics
import JSONText
import LetterDocument

extension TemplateSet {
  /// Merges a case file that is valid against the schema into a letter.
  /// - Parameter defaultDate: the day on which the document was made, if the data do not give it.
  /// - Throws: a finding if the data are not valid.
  package func merge(_ document: JSONDocument, defaultDate: DocumentDate? = nil) throws(Findings) -> Letter {
    try merge(document, defaultDate: defaultDate, recorder: nil)
  }

  func merge(
    _ document: JSONDocument, defaultDate: DocumentDate?, recorder: MergeRecorder?
  ) throws(Findings) -> Letter {
    var merger = Merger(
      root: document.root, stringNames: stringNames, recorder: recorder)
    let instructions = recorder == nil ? body : program
    var words = InlineBuilder(room: title.count)
    var blocks: [Block] = []
    blocks.reserveCapacity(instructions.count)
    do throws(Findings) {
      try merger.inlines(title, into: &words)
      try merger.blocks(instructions, into: &blocks)
    } catch {
      throw Findings(
        error.all.map { Finding($0.code, $0.message, fix: $0.fix, in: document.source, at: 0, isCaseData: true) })
    }
    var letter = Letter(
      language: manifest.language, titleTexts: words.finish().texts, issuer: manifest.issuer,
      created: created(document.root) ?? defaultDate, blocks: blocks, styles: styles, page: page,
      namedStrings: merger.namedStrings)
    letter.runningElements = merger.runningElements
    return letter
  }

  /// The date of the case. A document needs a time too; at noon UTC it is the same day from Alaska to Japan, and viewers show
  /// dates in their own time.
  private func created(_ root: JSONValue) -> DocumentDate? {
    roles.created?.text(in: root).flatMap(CalendarDate.init(iso:)).map {
      DocumentDate(year: $0.year, month: $0.month, day: $0.day, hour: 12)
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
  /// For each style, the name that it gives to the text of its element. Empty if no style does.
  private let stringNames: [String?]
  private(set) var frames: [Frame]
  private(set) var parameters: [MergeValue] = []
  var namedStrings: [String: Text] = [:]
  var runningElements: [RunningElement] = []
  /// The number of the last list item.
  var itemNumber = 0
  /// The number of the last item of the list before this place. Inside an item it starts at 0 again.
  var lastNumber = 0
  private var work = 0
  /// Records why each text is there, if somebody asks.
  let recorder: MergeRecorder?

  /// The most steps of a letter: an instruction is a step, and so are 32 bytes of text. A letter of three pages has about 500. Nested
  /// loops over long lists could otherwise fill the memory.
  private static let mostWork = 2_000_000

  init(root: JSONValue, stringNames: [String?], recorder: MergeRecorder? = nil) {
    self.root = root
    self.stringNames = stringNames
    self.recorder = recorder
    frames = [Frame(context: root)]
  }

  /// Records the text of an element if its style gives it a name, and no element before it has that name. An element without text is none
  /// that a margin box could show.
  mutating func setNamedString(_ style: StyleID, _ text: @autoclosure () -> Text?) {
    guard !stringNames.isEmpty, let name = stringNames[style.index], namedStrings[name] == nil else { return }
    namedStrings[name] = text()
  }

  mutating func spend(_ steps: Int) throws(Findings) {
    work += steps
    guard work > Self.mostWork else { return }
    throw Findings(
      Finding(
        .outOfRange, "the letter of this case would be larger than any letter",
        fix: "shorten the lists or texts, or repeat less in the template"))
  }

  // MARK: Control flow

  /// Carries out a tag that contains other instructions: calls `visit` for the bodies that apply, as often as they apply.
  mutating func expand(
    _ instruction: Instruction, _ visit: (inout Merger, [Instruction]) throws(Findings) -> Void
  ) throws(Findings) {
    let depth = recorder?.depth
    defer { if let depth { recorder?.leave(depth) } }
    switch instruction {
    case .conditional(let branches, let otherwise, let place):
      for branch in branches {
        let isTaken = try value(branch.condition).isTrue != branch.isNegated
        recorder?.decide(branch.place)
        guard isTaken else { continue }
        recorder?.take(.taken, branch.place)
        return try visitReached(branch.body, visit)
      }
      recorder?.take(.otherwise, place)
      try visitReached(otherwise, visit)
    case .each(let list, let body, let otherwise, _, let place):
      guard case .data(let data) = try value(list), let elements = data.array else {
        throw invalid("a value to repeat that is not a list")
      }
      recorder?.decide(place)
      recorder?.take(elements.isEmpty ? .empty : .elements, place)
      if elements.isEmpty { return try visit(&self, otherwise) }
      try spend(elements.count)
      for (index, element) in elements.enumerated() {
        frames.append(Frame(context: element, index: index, count: elements.count))
        try visit(&self, body)
        frames.removeLast()
      }
    case .with(let operand, let body, let otherwise, let place):
      let entered = try value(operand)
      recorder?.decide(place)
      recorder?.take(entered.isTrue ? .taken : .otherwise, place)
      guard entered.isTrue else { return try visitReached(otherwise, visit) }
      frames.append(Frame(context: entered.asData))
      try visitReached(body, visit)
      frames.removeLast()
    case .partial(let context, let values, let body):
      try enterPartial(context, values, body, visit)
    default: throw invalid("content where none is allowed")
    }
  }

  /// Visits a body. The check leaves out those that no valid case reaches, so reaching one is an error, and not an empty place.
  private mutating func visitReached(
    _ body: [Instruction]?, _ visit: (inout Merger, [Instruction]) throws(Findings) -> Void
  ) throws(Findings) {
    guard let body else { throw invalid("a branch that no valid case file reaches") }
    try visit(&self, body)
  }

  private mutating func enterPartial(
    _ context: Operand?, _ values: [(name: String, value: Operand)], _ body: [Instruction],
    _ visit: (inout Merger, [Instruction]) throws(Findings) -> Void
  ) throws(Findings) {
    var inner = frames[frames.count - 1].context
    if let context { inner = try value(context).asData }
    var given: [MergeValue] = []
    _ = recorder?.takeReads()
    var reads: [[TracedLetter.Read]] = []
    for parameter in values {
      given.append(try value(parameter.value))
      if let recorder { reads.append(recorder.takeReads()) }
    }
    let outerReads = recorder?.exchangeParameters(reads)
    let outer = (frames, parameters)
    frames = [Frame(context: inner)]
    parameters = given
    try visit(&self, body)
    (frames, parameters) = outer
    if let outerReads { _ = recorder?.exchangeParameters(outerReads) }
  }
}
