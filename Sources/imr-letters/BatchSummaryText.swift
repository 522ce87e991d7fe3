import DeterminationLetters
import LetterBatch

/// The summary of a batch, for people and for machines.
extension BatchSummary {
  private func rate(_ seconds: Double) -> Int { Int(Double(written) / max(seconds, 0.001)) }

  /// The summary on one line.
  func text(seconds: Double) -> String {
    var text = "\(written) written, \(rejected) rejected"
    if streamFiles > 0 {
      text += "; print stream: \(counted(streamPages, "page")) in \(counted(streamFiles, "file"))"
    }
    if done > 0 { text += ", \(done) done before" }
    if pages > 0 { text += "; \(counted(pages, "page")) on \(counted(sheets, "sheet"))" }
    for (name, counts) in tallies.sorted(by: { $0.key < $1.key }) {
      let values = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      text += "; \(name): " + values.joined(separator: ", ")
    }
    return text + "; \(Double(Int(seconds * 10)) / 10) s, \(rate(seconds)) letters per second"
  }

  /// The summary as a JSON object.
  func json(seconds: Double) -> String {
    var line = JSONLine()
    line.add("event", "summary")
    line.add("written", written)
    line.add("rejected", rejected)
    line.add("done", done)
    line.add("warnings", warnings)
    line.add("pages", pages)
    line.add("sheets", sheets)
    line.add("streamFiles", streamFiles)
    line.add("streamPages", streamPages)
    var lists = JSONLine()
    for (name, counts) in tallies.sorted(by: { $0.key < $1.key }) {
      var values = JSONLine()
      for (value, count) in counts.sorted(by: { $0.key < $1.key }) { values.add(value, count) }
      lists.add(name, json: values.text)
    }
    line.add("tallies", json: lists.text)
    line.add("keptManifest", keptManifest)
    if !unreadFiles.isEmpty { line.add("unreadFiles", unreadFiles) }
    line.add("seconds", json: "\(Double(Int(seconds * 1_000)) / 1_000)")
    line.add("lettersPerSecond", rate(seconds))
    line.add("interrupted", json: wasCancelled ? "true" : "false")
    return line.text
  }
}
