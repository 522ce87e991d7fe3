import LetterDocument

/// The space between the last box and the next one: margins, which collapse (CSS 2 §8.3.1), and the rules and padding of blocks that end or
/// start there, which do not.
struct Spacing {
  /// Space that is fixed: rules and padding, and the margins on their other side.
  private(set) var resolved = 0.0
  /// The largest positive and the smallest negative margin since.
  private var positive = 0.0, negative = 0.0
  private var kept = 0.0
  /// Where the outermost block that starts here has its outer edge, as a distance from the last box.
  private var insetStart: Double?
  /// The decorations that start here, each with the distance of its outer edge from the last box; nil while it is not known.
  private var openings: [(decoration: Int, start: Double?)] = []
  /// What blocks ask of a page break here.
  private var wish = Style.Break.auto

  mutating func add(margin: Double, keeps: Bool) {
    positive = max(positive, margin)
    negative = min(negative, margin)
    if keeps { kept = max(kept, margin) }
  }

  mutating func add(wish new: Style.Break) {
    if new == .page || wish == .auto { wish = new }
  }

  /// How much of the space stays at the head of a page: rules and padding of the blocks that start here.
  var inset: Double { insetStart.map { resolved + positive + negative - $0 } ?? 0 }

  /// Whether the next box must stay with the last one.
  var keepsNext: Bool { wish == .avoid }

  /// A block with a background or rules starts.
  mutating func open(decoration: Int) { openings.append((decoration, nil)) }

  /// Rules and padding at the start of a block.
  mutating func addInset(_ length: Double) {
    let start = resolved + positive + negative
    if insetStart == nil { insetStart = start }
    for index in openings.indices where openings[index].start == nil { openings[index].start = start }
    resolve(start + length)
  }

  /// Padding and rules at the end of a block.
  mutating func addEnd(_ length: Double) { resolve(resolved + positive + negative + length) }

  private mutating func resolve(_ length: Double) {
    resolved = length
    (positive, negative, kept) = (0, 0, 0)
  }

  /// Gives a box its place below the last one, and starts anew below the box.
  mutating func place(_ box: inout FlowBox, isFirst: Bool, _ decorations: inout [Decoration]) {
    let space = resolved + positive + negative
    box.spaceBefore = space
    box.keptSpace = kept
    box.inset = inset
    for (decoration, start) in openings { decorations[decoration].insetTop = space - (start ?? space) }
    switch wish {
    case .auto: break
    case .avoid: box.avoidance = max(box.avoidance, .between)
    case .page: if !isFirst { box.startsPage = true }
    }
    self = Spacing()
  }
}
