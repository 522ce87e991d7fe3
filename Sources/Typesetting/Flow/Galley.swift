import LetterDocument

/// A piece of the letter that is never divided, and where its contents are in the galley.
struct FlowBox {
  enum Kind {
    case line, tableRow
    case picture(alternateText: String)

    /// Its name in messages.
    var name: String {
      switch self {
      case .line: "a line"
      case .tableRow: "a table row"
      case .picture(let text): "the picture “\(text)”"
      }
    }
  }

  /// What it is.
  var kind: Kind
  var height: Double
  /// The space between this box and the one before it, if both stand on the same page.
  var spaceBefore = 0.0
  /// How much of that space goes on at the head of the next page if it did not fit on this one (`margin-break: keep`).
  var keptSpace = 0.0
  /// Whether a page may start with this box.
  var mayStartPage = true

  var lines, fills, rules, pictures: Range<Int>
}

/// The letter set in one long column before it is divided into pages, as type stands on a printer's galley. Contents are placed
/// relative to their box's top and to the sheet's left edge.
struct Galley {
  /// The boxes, top to bottom.
  var boxes: [FlowBox] = []
  /// What the boxes hold, one after the other; what was appended since the last box was closed belongs to the next.
  var lines: [Line] = []
  var fills: [Fill] = []
  var rules: [RuledLine] = []
  var pictures: [Picture] = []
  /// Headings, and the index of the box that each starts with.
  var headings: [(box: Int, level: Int, text: String)] = []

  /// Makes a box of everything that was appended since the last one was made.
  mutating func closeBox(_ kind: FlowBox.Kind, height: Double, mayStartPage: Bool = true) {
    let last = boxes.last
    boxes.append(
      FlowBox(
        kind: kind, height: height, mayStartPage: mayStartPage,
        lines: (last?.lines.upperBound ?? 0)..<lines.count, fills: (last?.fills.upperBound ?? 0)..<fills.count,
        rules: (last?.rules.upperBound ?? 0)..<rules.count,
        pictures: (last?.pictures.upperBound ?? 0)..<pictures.count))
  }

  /// The rules of the box that is being made.
  var rulesOfOpenBox: ArraySlice<RuledLine> { rules[(boxes.last?.rules.upperBound ?? 0)...] }
}
