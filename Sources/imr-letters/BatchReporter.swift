import DeterminationLetters
import Dispatch
import FileSystem
import Glibc
import LetterBatch
import Synchronization

/// Shows how a batch goes: results of a stream on standard output; findings, progress and the summary on standard error.
final class BatchReporter: Sendable {
  private let printer: FindingPrinter
  private let isStream: Bool
  private let json: Bool
  private let kind: Kind
  private let started = DispatchTime.now()
  private let progress = Mutex(Progress())

  /// What standard error is. A terminal gets a progress line that changes, a log file gets one now and then, and a pipe gets none.
  private enum Kind {
    case terminal, log, pipe
  }

  init(printer: FindingPrinter, isStream: Bool, json: Bool) {
    self.printer = printer
    self.isStream = isStream
    self.json = json
    var status = stat()
    if isatty(STDERR_FILENO) == 1 {
      kind = .terminal
    } else if fstat(STDERR_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      kind = .log
    } else {
      kind = .pipe
    }
  }

  /// - Throws: a finding if a result of a stream cannot be written, because nothing else reports the letter.
  func take(_ event: BatchEvent) throws(Findings) {
    switch event {
    case .checked(let findings):
      progress.withLock { $0.checked += 1 }
      show(findings)
    case .planned(let letters):
      progress.withLock { ($0.total, $0.finished, $0.begun) = (letters, 0, .now()) }
      if json { printer.event("{\"event\":\"planned\",\"letters\":\(letters)}") }
    case .finished(let outcome):
      progress.withLock {
        $0.finished += 1
        if outcome.isRejected { $0.rejected += 1 }
      }
      if !outcome.wasChecked { show(outcome.findings) }
      if isStream { try OutputFile.write(Array((outcome.result + "\n").utf8), to: "-") }
    }
    showProgress()
  }

  private func show(_ findings: Findings) {
    guard !findings.all.isEmpty else { return }
    if findings.all.contains(where: { $0.severity != .note }) { clearProgress() }
    printer.print(findings)
  }

  private func showProgress() {
    let interval = kind == .terminal && !json ? 0.2 : 10
    guard let text = progress.withLock({ $0.text(every: interval, json: json) }) else { return }
    if json { return printer.event(text) }
    switch kind {
    case .terminal:
      printer.raw("\r\u{1B}[K\(text)")
      progress.withLock { $0.isLineOpen = true }
    case .log: printer.note(text)
    case .pipe: break
    }
  }

  /// Removes the line of progress, so that something else can be written.
  func clearProgress() {
    let wasOpen = progress.withLock { progress in
      defer { progress.isLineOpen = false }
      return progress.isLineOpen
    }
    if wasOpen { printer.raw("\r\u{1B}[K") }
  }

  func summarize(_ summary: BatchSummary, canResume: Bool) {
    clearProgress()
    let seconds = max(started.secondsAgo, 0.001)
    if json { return printer.event(summary.json(seconds: seconds)) }
    if let first = summary.unreadFiles.first {
      let others = summary.unreadFiles.count - 1
      printer.note(
        "“\(first)”\(others > 0 ? " and \(counted(others, "other"))" : "") in the output folder: not read as cases, because a batch writes files of such names itself"
      )
    }
    if let kept = summary.keptManifest { printer.note("the earlier batch's manifest is now “\(kept)”") }
    printer.note(summary.text(seconds: seconds))
    printer.sumUpCaseNotes()
    if summary.wasCancelled {
      printer.note(canResume ? "interrupted; start it again with --resume" : "interrupted")
    }
  }
}

/// What a batch has done so far.
private struct Progress {
  /// When the batch began to make letters, after the check.
  var begun = DispatchTime.now()
  var shown = DispatchTime.now()
  var total: Int?
  var finished = 0
  var rejected = 0
  var checked = 0
  var isLineOpen = false

  /// The progress as a text; nil if the last progress was shown too recently.
  mutating func text(every interval: Double, json: Bool) -> String? {
    guard shown.secondsAgo >= interval else { return nil }
    shown = .now()
    let rate = Double(finished) / max(begun.secondsAgo, 0.001)
    if json {
      return
        "{\"event\":\"progress\",\"checked\":\(checked),\"finished\":\(finished),\"rejected\":\(rejected),\"lettersPerSecond\":\(Int(rate))}"
    }
    guard finished > 0 else { return "\(checked) records checked" }
    var text = "\(finished)"
    if let total { text += " of \(total)" }
    text += " letters, \(Int(rate)) per second, \(rejected) rejected"
    if let total, rate > 0 { text += ", \(Int(Double(max(0, total - finished)) / rate)) s left" }
    return text
  }
}

extension DispatchTime {
  /// How many seconds have passed since then.
  var secondsAgo: Double { Double(DispatchTime.now().uptimeNanoseconds - uptimeNanoseconds) / 1e9 }
}
