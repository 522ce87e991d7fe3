import LetterDocument
import Typesetting

/// A way in which a letter looks different, although the words are the same.
package struct LookChange: Sendable, Hashable {
  /// What differs.
  package enum Kind: String, Sendable, CaseIterable {
    case sheet, face, size, colour
    /// Where the words of a line stand.
    case place
    /// The space above a line.
    case space
    /// Rules, backgrounds and pictures.
    case graphics
  }

  /// What differs.
  package let kind: Kind
  /// Before and after; empty for places, spaces and graphics.
  package let old, new: String

  init(_ kind: Kind, _ old: String = "", _ new: String = "") { (self.kind, self.old, self.new) = (kind, old, new) }
}

/// Compares how the lines look that two versions of a letter have in common.
struct LookComparison {
  let old, new: LetterVersion
  /// The indices of the lines that both have, in order.
  let lines: [(old: Int, new: Int)]
  /// Whether all words and pages are the same. Only then do spaces and graphics say something: other words move what follows them.
  let isSameText: Bool

  /// In how many lines the letter looks different, for each way in which it does.
  var changes: [LookChange: Int] {
    var found: [LookChange: Int] = [:]
    if let change = sheetChange { found[change] = 1 }
    // A line of another size moves the next one too.
    var isMoved = false
    for index in lines.indices {
      let (one, other) = (old.lines[lines[index].old], new.lines[lines[index].new])
      var changes = self.changes(one.line, other.line)
      let isAlike = changes.isEmpty
      if isSameText, isAlike, !isMoved, hasOtherSpace(at: index) { changes.insert(LookChange(.space)) }
      isMoved = !isAlike
      for change in changes { found[change, default: 0] += 1 }
    }
    guard isSameText else { return found }
    for (before, after) in zip(old.pages.pages, new.pages.pages) {
      let (one, other) = (Self.repeated(before), Self.repeated(after))
      guard one.count == other.count else { continue }
      for (line, otherLine) in zip(one, other) {
        var changes = self.changes(line, otherLine)
        if changes.isEmpty, Self.differ(line.baseline, otherLine.baseline) { changes.insert(LookChange(.space)) }
        for change in changes { found[change, default: 0] += 1 }
      }
    }
    // What surrounds lines moves with them.
    if found.isEmpty, hasOtherGraphics { found[LookChange(.graphics)] = 1 }
    return found
  }

  private static func repeated(_ page: Page) -> [Line] { page.headers + page.repeatedHeads + page.feet }

  private var sheetChange: LookChange? {
    guard let one = old.pages.pages.first, let other = new.pages.pages.first,
      one.width != other.width || one.height != other.height
    else { return nil }
    return LookChange(.sheet, Self.points(one.width, one.height), Self.points(other.width, other.height))
  }

  /// What differs in a line of the same characters. They can be in other runs.
  private func changes(_ line: Line, _ other: Line) -> Set<LookChange> {
    var found: Set<LookChange> = []
    var (runs, otherRuns) = (old.pages.runs[line.runs], new.pages.runs[other.runs])
    var (rest, otherRest) = (runs.first?.glyphs.count ?? 0, otherRuns.first?.glyphs.count ?? 0)
    while let run = runs.first, let otherRun = otherRuns.first {
      compare(run, otherRun, &found)
      let step = min(rest, otherRest)
      (rest, otherRest) = (rest - step, otherRest - step)
      if rest == 0 {
        runs = runs.dropFirst()
        rest = runs.first?.glyphs.count ?? 0
      }
      if otherRest == 0 {
        otherRuns = otherRuns.dropFirst()
        otherRest = otherRuns.first?.glyphs.count ?? 0
      }
    }
    // Another face or size moves the words of its line.
    guard found.isEmpty else { return found }
    let (starts, otherStarts) = (old.pages.runs[line.runs].map(\.x), new.pages.runs[other.runs].map(\.x))
    if starts.count == otherStarts.count, zip(starts, otherStarts).contains(where: Self.differ) {
      found.insert(LookChange(.place))
    }
    return found
  }

  private func compare(_ run: Run, _ other: Run, _ found: inout Set<LookChange>) {
    let (face, otherFace) = (old.pages.faces[run.face].name, new.pages.faces[other.face].name)
    if face != otherFace { found.insert(LookChange(.face, face.description, otherFace.description)) }
    if Self.differ(run.size, other.size) {
      found.insert(LookChange(.size, Self.points(run.size), Self.points(other.size)))
    }
    if run.color != other.color { found.insert(LookChange(.colour, run.color.name, other.color.name)) }
  }

  /// Whether the space above a line differs, as far as the line above it is the same.
  private func hasOtherSpace(at index: Int) -> Bool {
    let (line, other) = (old.lines[lines[index].old], new.lines[lines[index].new])
    guard line.page == other.page else { return false }
    var (start, otherStart) = (0.0, 0.0)
    if index > 0 {
      let (above, otherAbove) = (old.lines[lines[index - 1].old], new.lines[lines[index - 1].new])
      if above.page == line.page, otherAbove.page == other.page {
        (start, otherStart) = (above.line.baseline, otherAbove.line.baseline)
      }
    }
    return Self.differ(line.line.baseline - start, other.line.baseline - otherStart)
  }

  private var hasOtherGraphics: Bool {
    !zip(old.pages.pages, new.pages.pages).allSatisfy { one, other in
      one.fills == other.fills && one.rules == other.rules
        && one.pictures.elementsEqual(other.pictures) {
          $0.image == $1.image && $0.x == $1.x && $0.y == $1.y && $0.width == $1.width && $0.height == $1.height
        }
    }
  }

  /// Whether lengths differ by more than rounding.
  private static func differ(_ one: Double, _ other: Double) -> Bool { abs(one - other) > 0.005 }

  private static func points(_ lengths: Double...) -> String {
    lengths.map { length in
      let hundredths = Int((length * 100).rounded())
      return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }.joined(separator: " × ") + " pt"
  }
}

extension Color {
  /// The colour as CSS writes it.
  fileprivate var name: String {
    "#"
      + [red, green, blue].map { (String($0, radix: 16).utf8.count == 1 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
