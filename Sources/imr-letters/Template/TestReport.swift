import DeterminationLetters
import FileSystem
import Glibc
import TemplateTools

/// Shows what tests found, on standard output.
struct TestReport {
  let json: Bool
  private let usesColor = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil

  init(json: Bool) { self.json = json }

  func show(_ difference: TestDifference) {
    if json { return write(difference.json) }
    let what = difference.part == .text ? "text" : "outline"
    guard !difference.isNew else {
      return write("\(escaped(difference.test.name)), \(what): there is no snapshot yet\n")
    }
    write("\(escaped(difference.test.name)), \(what):\n")
    if difference.hunks.isEmpty { write("  only white space or line ends differ\n") }
    if difference.part == .outline { return write(difference.hunks.map(lines).joined()) }
    // Plain text repeats the head of a column in each row, and a loop repeats the words of the template.
    for (hunk, count) in Self.grouped(difference.hunks) { write(text(hunk, count)) }
  }

  /// Each different change once, with how often it occurs.
  private static func grouped(_ hunks: [TestDifference.Hunk]) -> [(hunk: TestDifference.Hunk, count: Int)] {
    var groups: [(hunk: TestDifference.Hunk, count: Int)] = []
    var known: [[String]: Int] = [:]
    for hunk in hunks {
      let key = [hunk.old, hunk.new, hunk.place ?? ""]
      if let index = known[key], groups[index].hunk.isSameChange(as: hunk) {
        groups[index].count += 1
      } else {
        known[key] = groups.count
        groups.append((hunk, 1))
      }
    }
    return groups
  }

  private func lines(_ hunk: TestDifference.Hunk) -> String {
    let old = hunk.old.split(separator: "\n").map { "  " + removed("- \($0)") + "\n" }
    let new = hunk.new.split(separator: "\n").map { "  " + added("+ \($0)") + "\n" }
    return (old + new).joined()
  }

  private func text(_ hunk: TestDifference.Hunk, _ count: Int) -> String {
    let place = hunk.place.map { escaped("\($0): ") } ?? ""
    let old = hunk.old.isEmpty ? "" : removed(usesColor ? hunk.old : "[-\(hunk.old)-]") + " "
    let new = hunk.new.isEmpty ? "" : added(usesColor ? hunk.new : "{+\(hunk.new)+}") + " "
    let times = count == 1 ? "" : "  (\(count) times)"
    return "  \(place)… \(escaped(hunk.before)) \(old)\(new)\(escaped(hunk.after)) …\(times)\n"
  }

  func leftOver(_ path: String) {
    if json {
      var line = JSONLine()
      line.add("leftOver", path)
      return write(line.text + "\n")
    }
    write("\(escaped(path)): no case belongs to this snapshot\n")
  }

  func accepted(_ count: Int, _ leftOver: [String]) {
    guard !json else { return }
    for path in leftOver { write("removed \(escaped(path))\n") }
    write("\(counted(count, "snapshot")) written\n")
  }

  func summary(_ set: String, tests: Int, failed: Int, broken: Int, leftOver: Int) {
    guard !json else { return }
    let rest = leftOver > 0 ? ", \(counted(leftOver, "left-over snapshot"))" : ""
    write("\(set): \(counted(tests, "test")), \(failed) with differences, \(broken) with errors\(rest)\n")
  }

  func write(_ text: String) { StandardOutput.write(text) }

  private func removed(_ text: String) -> String { usesColor ? "\u{1B}[31;9m\(escaped(text))\u{1B}[0m" : escaped(text) }

  private func added(_ text: String) -> String { usesColor ? "\u{1B}[32m\(escaped(text))\u{1B}[0m" : escaped(text) }

  private func escaped(_ text: String) -> String { PrintableText.escaped(text) }
}

extension TestDifference {
  fileprivate var json: String {
    var line = JSONLine()
    line.add("test", test.name)
    line.add("part", part.rawValue)
    line.add("isNew", json: isNew ? "true" : "false")
    let hunks = hunks.map { hunk in
      var part = JSONLine()
      part.add("before", hunk.before)
      part.add("old", hunk.old)
      part.add("new", hunk.new)
      part.add("after", hunk.after)
      part.add("template", hunk.place)
      return part.text
    }
    line.add("hunks", jsons: hunks)
    return line.text + "\n"
  }
}

/// Walks through differences and asks about each, as `cargo insta review` does.
struct TestReviewer {
  let report: TestReport
  private var acceptsAll = false

  init(report: TestReport) { self.report = report }

  /// Asks about each difference.
  /// - Returns: how many were not accepted.
  mutating func review(_ differences: [TestDifference]) throws(Findings) -> Int {
    var open = 0
    for (index, difference) in differences.enumerated() {
      report.write("\n\(index + 1) of \(differences.count)\n")
      report.show(difference)
      if difference.isNew { report.write(PrintableText.escaped(difference.text, keepsLines: true)) }
      switch acceptsAll ? .accept : ask() {
      case .accept: try difference.accept()
      case .all:
        acceptsAll = true
        try difference.accept()
      case .reject, .skip: open += 1
      case .stop: return open + differences.count - index
      }
    }
    return open
  }

  private enum Answer {
    case accept, all, reject, skip, stop
  }

  private func ask() -> Answer {
    while true {
      report.write("accept (a), reject (r), skip (s), all (A), quit (q)? ")
      guard let line = readLine() else { return .stop }
      switch line {
      case "a", "y", "accept": return .accept
      case "r", "n", "reject": return .reject
      case "s", "skip", "": return .skip
      case "A", "all": return .all
      case "q", "quit": return .stop
      default: report.write("type one of the letters\n")
      }
    }
  }
}
