import DeterminationLetters
import LetterBatch
import Synchronization
import Foundation
import TestSupport
import Testing

@Suite("Batches")
struct BatchTests {
  private func record(_ number: Int, summary: String = "x") -> String {
    let header = #"""
      {"case": {"number": "CM16-NUMBER", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-09", "priority": "standard",
      "dateOfInjury": "2016-10-13", "urDenialDate": "2016-11-03", "applicationReceived": "2016-11-03"},
      """#.replacing("NUMBER", with: String(9_000_000 + number))
    return (header + TestCase.minimal.dropFirst()).replacing("SUMMARY", with: summary).replacing("\n", with: " ")
  }

  private func run(
    _ inputs: [String], into folder: String, jobs: Int, formats: [LetterFormat] = [.txt]
  ) async throws -> (summary: BatchSummary, outcomes: [BatchEvent.Outcome]) {
    let batch = BatchRenderer(
      renderer: try Renderers.renderer("imr-2014"),
      options: BatchOptions(folder: folder, formats: formats, jobs: jobs))
    let outcomes = Mutex<[BatchEvent.Outcome]>([])
    let summary = try await batch.run(inputs) { event in
      if case .finished(let outcome) = event { outcomes.withLock { $0.append(outcome) } }
    }
    return (summary, outcomes.withLock(\.self))
  }

  @Test("read folders, JSON files and NDJSON, name letters, and go on after bad records", arguments: [1, 3])
  func rendersMixedInputs(jobs: Int) async throws {
    let folder = try TemporaryFolder()
    try folder.write(TestCase.minimal, to: "in/no-number.json")
    try folder.write("{", to: "in/broken.json")
    try folder.write(
      "\(record(1))\n\n\(TestCase.minimal.replacing("\n", with: " "))\r\n{\"a\": 1}\n\(record(2))",
      to: "in/many.ndjson")
    try folder.write("ignored", to: "in/notes.txt")
    let single = try folder.write(record(3), to: "one.json")
    let (summary, outcomes) = try await run(
      [folder.file("in").path, single], into: folder.file("out").path, jobs: jobs)
    #expect((summary.written, summary.rejected) == (5, 2))
    let names = TemporaryFolder.names(in: folder.file("out").path)
    #expect(
      names == [
        "CM16-9000001.txt", "CM16-9000002.txt", "CM16-9000003.txt", "manifest.ndjson", "many-3.txt", "no-number.txt",
        "rejected.ndjson",
      ])
    // In the order of the inputs, whatever the number of jobs.
    #expect(outcomes.map(\.isRejected) == [true, false, false, true, false, false, false])
    #expect(outcomes[3].findings.all.first?.location?.line == 4)
  }

  @Test("write nothing where two records of a file would write the same file", arguments: [1, 4])
  func refusesCollisions(jobs: Int) async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(
      [record(1, summary: "first"), record(2), record(1, summary: "second")].joined(separator: "\n"), to: "a.ndjson")
    let error = await #expect(throws: Findings.self) {
      try await run([input], into: folder.file("out").path, jobs: jobs)
    }
    #expect(error?.all.map(\.code) == [.nameTaken])
    #expect(error?.all.first?.location?.line == 3)
    #expect(error?.all.first?.message.contains("a.ndjson:1") == true)
    #expect(folder.names == ["a.ndjson"])
  }

  @Test("give the same bytes as a letter alone, whatever the order and the number of jobs")
  func givesTheSameBytes() async throws {
    let folder = try TemporaryFolder()
    let records = (0..<30).map { record($0, summary: $0 % 3 == 0 ? "é “x” \($0)" : "Kant & Łódź ≥ \($0)") }
    let forward = try folder.write(records.joined(separator: "\n"), to: "a.ndjson")
    let backward = try folder.write(records.reversed().joined(separator: "\n"), to: "b.ndjson")
    _ = try await run([forward], into: folder.file("1").path, jobs: 1, formats: [.pdf])
    _ = try await run([backward], into: folder.file("2").path, jobs: 4, formats: [.pdf])
    for index in 0..<30 {
      let name = "CM16-\(9_000_000 + index).pdf"
      let alone = try Renderers.renderer("imr-2014").render(SourceText(name: "x", text: records[index])).pdf()
      #expect(try Array(Data(contentsOf: folder.file("1/\(name)"))) == alone)
      #expect(try Array(Data(contentsOf: folder.file("2/\(name)"))) == alone)
    }
  }

  @Test("leave no temporary files and nothing for rejected records")
  func leavesNothingBehind() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("\(record(1))\n\(record(2, summary: "中"))\n\(record(3, summary: ""))", to: "a.ndjson")
    let (summary, _) = try await run([input], into: folder.file("out").path, jobs: 2, formats: [.pdf, .txt])
    #expect((summary.written, summary.rejected) == (1, 2))
    let names = TemporaryFolder.names(in: folder.file("out").path)
    #expect(names == ["CM16-9000001.pdf", "CM16-9000001.txt", "manifest.ndjson", "rejected.ndjson"])
  }

  @Test("reject a record that was changed after the check", arguments: [1, 4])
  func noticesChanges(jobs: Int) async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("\(record(1, summary: "abc"))\n\(record(2, summary: "abd"))", to: "a.ndjson")
    let batch = BatchRenderer(
      renderer: try Renderers.renderer("imr-2014"),
      options: BatchOptions(folder: folder.file("out").path, formats: [.txt], jobs: jobs))
    let outcomes = Mutex<[BatchEvent.Outcome]>([])
    // Two letters of the second record change places, so its length stays the same.
    let changed = Data("\(record(1, summary: "abc"))\n\(record(2, summary: "adb"))".utf8)
    let summary = try await batch.run([input]) { event in
      switch event {
      case .planned: try? changed.write(to: URL(fileURLWithPath: input))
      case .finished(let outcome): outcomes.withLock { $0.append(outcome) }
      default: break
      }
    }
    #expect((summary.written, summary.rejected) == (1, 1))
    let messages = outcomes.withLock { $0.map { $0.findings.all.map(\.message) } }
    #expect(messages == [[], ["a record has changed while the batch ran"]])
  }

  @Test("quote case files in findings unless the caller needs no excerpts", arguments: [true, false])
  func keepsExcerpts(keeps: Bool) async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("\(record(1, summary: "The pain was was mild."))\n{\"a\": 1}", to: "a.ndjson")
    var options = BatchOptions(folder: folder.file("out").path, formats: [.txt])
    options.keepsExcerpts = keeps
    let found = Mutex<[Finding]>([])
    let batch = BatchRenderer(renderer: try Renderers.renderer("imr-2016"), options: options)
    _ = try await batch.run([input]) { event in
      if case .checked(let findings) = event { found.withLock { $0 += findings.all } }
    }
    let findings = found.withLock(\.self)
    #expect(findings.count > 1)
    #expect(findings.allSatisfy { $0.location != nil && ($0.excerpt != nil) == keeps })
  }

  @Test("do not start when an input is missing or empty")
  func refusesMissingInputs() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("empty"), withIntermediateDirectories: false)
    await #expect(throws: Findings.self) {
      try await run([folder.file("nowhere").path, folder.file("empty").path], into: folder.file("out").path, jobs: 1)
    }
    #expect(folder.names == ["empty"])
  }
}
