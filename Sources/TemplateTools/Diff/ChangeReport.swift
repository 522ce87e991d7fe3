import DeterminationLetters
import JSONText

/// What changed in many letters, grouped by cause.
package struct ChangeReport: Sendable {
  /// Changes with one cause.
  package struct Group: Sendable {
    /// In how many letters it changed.
    package var letters: Int
    /// The change in the first letter.
    package let example: LetterChange
    /// The place of the case of that letter.
    package let location: String
  }

  /// A case that has a letter in one version only.
  package struct Refusal: Sendable {
    /// How many cases it concerns.
    package var cases: Int
    /// What is wrong with the first.
    package let example: Findings
  }

  /// How many letters were compared.
  package private(set) var letters = 0
  /// How many of them differ in their words or elements.
  package private(set) var changed = 0
  /// The groups, the largest first.
  package var groups: [Group] {
    order.compactMap { byKey[$0] }.enumerated()
      .sorted { ($1.element.letters, $0.offset) < ($0.element.letters, $1.offset) }.map(\.element)
  }
  /// Letters that have more, or fewer, pages than before.
  package private(set) var gainedPage = 0, lostPage = 0
  /// Lines that stand on another page than before, and the letters that have such lines.
  package private(set) var movedLines = 0, lettersWithMovedLines = 0
  /// Letters that look different.
  package private(set) var lettersWithOtherLook = 0
  /// The ways in which they do, with the number of lines and letters; the most frequent first.
  package var looks: [(change: LookChange, lines: Int, letters: Int)] {
    byLook.map { ($0.key, $0.value.lines, $0.value.letters) }.sorted { one, other in
      (other.lines, one.change.order) < (one.lines, other.change.order)
    }
  }
  /// Cases that have no letter any more, by the code of the first finding.
  package private(set) var refusals: [String: Refusal] = [:]

  private var byKey: [[String]: Group] = [:]
  private var order: [[String]] = []
  private var byLook: [LookChange: (lines: Int, letters: Int)] = [:]

  /// Starts without letters.
  package init() {}

  /// Whether anything differs.
  package var isEmpty: Bool {
    changed == 0 && gainedPage == 0 && lostPage == 0 && movedLines == 0 && byLook.isEmpty && refusals.isEmpty
  }

  /// Adds the comparison of a letter.
  package mutating func add(_ result: ComparedLetter) {
    switch result {
    case .refused(let findings):
      let code = findings.all.first { $0.severity == .error }?.code.id ?? ""
      refusals[code, default: Refusal(cases: 0, example: findings)].cases += 1
    case .compared(let changes, let pages, let moved, let looks, let location):
      letters += 1
      if !changes.isEmpty { changed += 1 }
      var seen: Set<[String]> = []
      for change in changes where seen.insert(change.key).inserted {
        if byKey[change.key] == nil {
          byKey[change.key] = Group(letters: 0, example: change, location: location)
          order.append(change.key)
        }
        byKey[change.key]?.letters += 1
      }
      if pages.new > pages.old { gainedPage += 1 }
      if pages.new < pages.old { lostPage += 1 }
      movedLines += moved
      if moved > 0 { lettersWithMovedLines += 1 }
      if !looks.isEmpty { lettersWithOtherLook += 1 }
      for (look, lines) in looks {
        let known = byLook[look] ?? (0, 0)
        byLook[look] = (known.lines + lines, known.letters + 1)
      }
    }
  }
}

/// The comparison of two versions of a letter.
package enum ComparedLetter: Sendable {
  /// What changed.
  case compared(
    changes: [LetterChange], pages: (old: Int, new: Int), movedLines: Int, looks: [LookChange: Int], location: String)
  /// The case has no letter in the new version.
  case refused(Findings)

  /// Compares the letters of one case in two template sets.
  /// - Throws: everything that is wrong with the case for the old set.
  package init(_ source: SourceText, from old: LetterRenderer, to new: LetterRenderer) throws(Findings) {
    let document = try old.parse(source)
    let before = try LetterVersion(document, old)
    do throws(Findings) {
      self.init(before, try LetterVersion(document, new), source, comparesLooks: true)
    } catch {
      self = .refused(error)
    }
  }

  /// Compares the letters of two cases. They look as their set has it, so looks are not compared.
  /// - Throws: everything that is wrong with the cases.
  package init(_ old: SourceText, _ new: SourceText, _ renderer: LetterRenderer) throws(Findings) {
    self.init(
      try LetterVersion(renderer.parse(old), renderer), try LetterVersion(renderer.parse(new), renderer),
      new, comparesLooks: false)
  }

  private init(_ old: LetterVersion, _ new: LetterVersion, _ source: SourceText, comparesLooks: Bool) {
    let comparison = LetterComparison(old: old, new: new)
    let changes = comparison.changes
    let lines = comparison.commonLines
    let moved = lines.count { old.lines[$0.old].page != new.lines[$0.new].page }
    let looks = LookComparison(
      old: old, new: new, lines: lines,
      isSameText: changes.isEmpty && moved == 0 && old.pageCount == new.pageCount && lines.count == old.lines.count
        && lines.count == new.lines.count)
    self = .compared(
      changes: changes, pages: (old.pageCount, new.pageCount), movedLines: moved,
      looks: comparesLooks ? looks.changes : [:],
      location: "\(source.name):\(source.location(at: 0).line)")
  }
}

extension LookChange {
  /// The order of changes that are equally frequent.
  fileprivate var order: String { "\(Kind.allCases.firstIndex(of: kind) ?? 0) \(old) \(new)" }
}
