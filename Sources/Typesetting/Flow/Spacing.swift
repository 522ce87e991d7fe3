import LetterDocument

/// The space between the last box and the next one: margins, which collapse (CSS 2 §8.3.1), and the rules and padding of blocks that end or
/// start there, which do not.
struct Spacing {
  /// Lengths that follow each other: those that are fixed, and the largest positive and the smallest negative margin since.
  private struct Sum {
    var resolved = 0.0
    var positive = 0.0, negative = 0.0

    var total: Double { resolved + positive + negative }

    mutating func add(margin: Double) {
      positive = max(positive, margin)
      negative = min(negative, margin)
    }

    /// Rules and padding end what margins they collapse with.
    mutating func add(fixed length: Double) { self = Sum(resolved: total + length) }
  }

  /// All of the space.
  private var all = Sum()
  /// The part of it that blocks start with: what is below a forced page break.
  private var starts = Sum()
  private var kept = 0.0
  /// Where the outermost block that starts here has its outer edge, as a distance from the last box.
  private var insetStart: Double?
  /// The decorations that start here, each with the distance of its outer edge from the last box; nil while it is not known.
  private var openings: [(decoration: Int, start: Double?)] = []
  /// What blocks ask of a page break here.
  private var wish = Style.Break.auto

  /// The margin at the start of a block.
  mutating func start(margin: Double, keeps: Bool) {
    starts.add(margin: margin)
    add(margin: margin, keeps: keeps)
  }

  /// The margin at the end of a block.
  mutating func end(margin: Double, keeps: Bool) {
    starts = Sum()
    add(margin: margin, keeps: keeps)
  }

  private mutating func add(margin: Double, keeps: Bool) {
    all.add(margin: margin)
    if keeps { kept = max(kept, margin) }
  }

  mutating func add(wish new: Style.Break) {
    if new == .page || wish == .auto { wish = new }
  }

  /// Space that is fixed: rules and padding, and the margins on their other side.
  var resolved: Double { all.resolved }

  /// How much of the space stays at the head of a page: rules and padding of the blocks that start here.
  var inset: Double { insetStart.map { all.total - $0 } ?? 0 }

  /// Whether the next box must stay with the last one.
  var keepsNext: Bool { wish == .avoid }

  /// A block with a background or rules starts.
  mutating func open(decoration: Int) { openings.append((decoration, nil)) }

  /// Rules and padding at the start of a block.
  mutating func addInset(_ length: Double) {
    let start = all.total
    if insetStart == nil { insetStart = start }
    for index in openings.indices where openings[index].start == nil { openings[index].start = start }
    starts.add(fixed: length)
    add(fixed: length)
  }

  /// Padding and rules at the end of a block.
  mutating func addEnd(_ length: Double) { add(fixed: length) }

  private mutating func add(fixed length: Double) {
    all.add(fixed: length)
    kept = 0
  }

  /// Gives a box its place below the last one, and starts anew below the box.
  mutating func place(_ box: inout FlowBox, isFirst: Bool, _ decorations: inout [Decoration]) {
    let space = all.total
    box.spaceBefore = space
    box.keptSpace = kept
    box.inset = inset
    for (decoration, start) in openings { decorations[decoration].insetTop = space - (start ?? space) }
    switch wish {
    case .auto: break
    case .avoid: box.avoidance = max(box.avoidance, .between)
    case .page where isFirst: break
    case .page: (box.startsPage, box.keptSpace) = (true, starts.total)
    }
    self = Spacing()
  }
}
