import DeterminationLetters
import FileSystem
import Glibc
import Synchronization

/// Prints findings on standard error as compilers do, with colour only on a terminal, or as JSON for machines.
struct FindingPrinter: Sendable {
  /// Where findings go as JSON.
  enum JSONOutput {
    case standardOutput, standardError
  }

  private let showValues: Bool
  private let showNotes: Bool
  private let json: JSONOutput?
  /// How many notes about cases were not shown.
  private let hidden = HiddenNotes()
  private let usesColor = isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == nil

  /// - Parameter json: where findings go as JSON. `check` uses standard output, all other commands standard error.
  init(_ options: FindingOptions, json: JSONOutput = .standardError) {
    showValues = options.showValues
    showNotes = options.notes
    self.json = options.json ? json : nil
  }

  func print(_ findings: Findings) {
    // One write for all of them: a batch prints those of each record.
    var text = ""
    defer { if !text.isEmpty { write(text, to: STDERR_FILENO) } }
    for finding in findings.all {
      guard showNotes || finding.severity != .note || !finding.excerptIsCaseData else {
        hidden.count.add(1, ordering: .relaxed)
        continue
      }
      if let json {
        let line = finding.json(showValues: showValues) + "\n"
        if json == .standardOutput { StandardOutput.write(line) } else { text += line }
      } else {
        text += lines(of: finding)
      }
    }
  }

  /// Says how many notes there are. They are the same for every letter, so `check` alone shows them.
  func sumUp(_ notes: Findings) {
    guard !notes.all.isEmpty else { return }
    let count = notes.all.count
    note("the template set has \(counted(count, "note")); imr-letters check shows them")
  }

  /// Says how many notes about cases were not shown, if there are any.
  func sumUpCaseNotes() {
    let count = hidden.count.load(ordering: .relaxed)
    guard count > 0 else { return }
    note("\(counted(count, "note")) about cases; --notes shows \(count == 1 ? "it" : "them")")
  }

  /// A message for people. It is left out if machines read standard error.
  func note(_ text: String) {
    if json != .standardError { write("imr-letters: \(PrintableText.escaped(text))\n", to: STDERR_FILENO) }
  }

  /// An event of a batch as JSON.
  func event(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Text for the terminal.
  func raw(_ text: String) { write(text, to: STDERR_FILENO) }

  private func lines(of finding: Finding) -> String {
    let color =
      switch finding.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    var text = ""
    // Adding one piece after the other is several times as fast as interpolation, and a batch prints findings for most letters.
    func add(_ pieces: String...) { for piece in pieces { text += piece } }
    text.reserveCapacity(256)
    add(PrintableText.escaped(finding.location?.description ?? "imr-letters"))
    let pointer = showValues ? finding.wholePointer ?? finding.pointer : finding.pointer
    if let pointer, !pointer.isEmpty { add(" (", PrintableText.escaped(pointer), ")") }
    add(": ", styled(finding.severity.rawValue, color), ": ", PrintableText.escaped(finding.message))
    add(" [", finding.code.id, "]\n")
    if let excerpt = finding.excerpt, showValues || !finding.excerptIsCaseData {
      add("  ", excerpt.line, "\n  ", String(repeating: " ", count: excerpt.caret))
      add(styled(String(repeating: "^", count: excerpt.length), color), "\n")
    }
    if let other = finding.comparedWith, let location = other.location {
      let pointer = showValues ? other.wholePointer ?? other.pointer : other.pointer
      add("  compared with line ", String(location.line), ", column ", String(location.column))
      add(PrintableText.escaped(pointer.map { " (\($0))" } ?? ""), "\n")
    }
    if let fix = finding.fix { add("  ", PrintableText.escaped(fix), "\n") }
    return text
  }

  private func styled(_ text: String, _ color: String) -> String {
    usesColor ? "\u{1B}[1;\(color)m\(text)\u{1B}[0m" : text
  }

  private func write(_ text: String, to descriptor: Int32) {
    // Nothing can be done about a message that cannot be written.
    try? AtomicFile.write(Array(text.utf8), to: descriptor, name: "<output>")
  }
}

/// Counts notes on several threads. It is a class because copies of a printer share the count.
private final class HiddenNotes: Sendable {
  let count = Atomic<Int>(0)
}
