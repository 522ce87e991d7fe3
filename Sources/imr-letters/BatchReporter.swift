import DeterminationLetters
import Dispatch
import Glibc

/// Tells how a batch goes: results on standard output for a worker; findings, progress and the summary on standard error.
final class BatchReporter {
  private let printer: FindingPrinter
  private let isStream: Bool
  private let json: Bool
  private let kind: Kind
  private let started = DispatchTime.now()
  /// When the letters were begun, after the first look.
  private var begun = DispatchTime.now()
  private var told = DispatchTime.now()
  private var total: Int?
  private var finished = 0
  private var rejected = 0
  private var checked = 0
  private var isLineOpen = false

  /// What standard error is: a terminal gets a line that changes, a log a line now and then, a pipe nothing.
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

  /// - Throws: a finding if a worker's result cannot be handed over: it is all that tells of the letter.
  func take(_ event: BatchEvent) throws(Findings) {
    switch event {
    case .checked(let findings):
      checked += 1
      tell(findings)
    case .planned(let letters):
      (total, finished, begun) = (letters, 0, .now())
      if json { printer.event("{\"event\":\"planned\",\"letters\":\(letters)}") }
    case .finished(let outcome):
      finished += 1
      if outcome.isRejected { rejected += 1 }
      if !outcome.wasChecked { tell(outcome.findings) }
      if isStream { try OutputFile.write(Array((outcome.result + "\n").utf8), to: "-") }
    }
    showProgress()
  }

  private func tell(_ findings: Findings) {
    guard !findings.all.isEmpty else { return }
    end()
    printer.print(findings)
  }

  private func seconds(since time: DispatchTime) -> Double {
    Double(DispatchTime.now().uptimeNanoseconds - time.uptimeNanoseconds) / 1e9
  }

  private func showProgress() {
    guard seconds(since: told) >= (kind == .terminal && !json ? 0.2 : 10) else { return }
    told = .now()
    let rate = Double(finished) / max(seconds(since: begun), 0.001)
    if json {
      printer.event(
        "{\"event\":\"progress\",\"checked\":\(checked),\"finished\":\(finished),\"rejected\":\(rejected),\"lettersPerSecond\":\(Int(rate))}"
      )
      return
    }
    var text = finished == 0 && checked > 0 ? "\(checked) records checked" : "\(finished)"
    if finished > 0 {
      if let total { text += " of \(total)" }
      text += " letters, \(Int(rate)) a second, \(rejected) rejected"
      if let total, rate > 0 { text += ", \(Int(Double(max(0, total - finished)) / rate)) s left" }
    }
    switch kind {
    case .terminal:
      printer.raw("\r\u{1B}[K\(text)")
      isLineOpen = true
    case .log: printer.note(text)
    case .pipe: break
    }
  }

  /// Removes the line of progress, so that something else can be written.
  func end() {
    if isLineOpen { printer.raw("\r\u{1B}[K") }
    isLineOpen = false
  }

  func summarize(_ summary: BatchSummary, canResume: Bool) {
    end()
    let time = max(seconds(since: started), 0.001)
    let rate = Int(Double(summary.written) / time)
    let decisions = summary.decisions.sorted { $0.key < $1.key }
    if json {
      let list = decisions.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      printer.event(
        """
        {"event":"summary","written":\(summary.written),"rejected":\(summary.rejected),"done":\(summary.done),\
        "warnings":\(summary.warnings),"pages":\(summary.pages),"sheets":\(summary.sheets),\
        "streamFiles":\(summary.streamFiles),"streamPages":\(summary.streamPages),"decisions":{\(list)},\
        "seconds":\(Double(Int(time * 1_000)) / 1_000),"lettersPerSecond":\(rate),\
        "interrupted":\(summary.interruption != nil)}
        """)
      return
    }
    if let kept = summary.keptManifest { printer.note("the earlier batch's manifest is now “\(kept)”") }
    var text = "\(summary.written) written, \(summary.rejected) rejected"
    if summary.streamFiles > 0 {
      text += "; print stream: \(summary.streamPages) pages in \(summary.streamFiles) files"
    }
    if summary.done > 0 { text += ", \(summary.done) done before" }
    if summary.pages > 0 { text += "; \(summary.pages) pages on \(summary.sheets) sheets" }
    if !decisions.isEmpty {
      text += "; decisions: " + decisions.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
    printer.note(text + "; \(Double(Int(time * 10)) / 10) s, \(rate) letters a second")
    if summary.interruption != nil {
      printer.note(canResume ? "interrupted; start it again with --resume" : "interrupted")
    }
  }
}
