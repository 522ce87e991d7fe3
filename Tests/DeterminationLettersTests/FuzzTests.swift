import DeterminationLetters
import LetterBatch
import Foundation
import JSONText
import TestSupport
import Testing

/// Case files that nobody wrote. `make test` tries a few thousand, `make fuzz` a hundred thousand; always the same ones.
@Suite("Mutated case files", .serialized)
struct FuzzTests {
  private static let count = Int(ProcessInfo.processInfo.environment["FUZZ_CASES"] ?? "") ?? 3_000

  @Test("never crash or stall the check, and render exactly if they have no error", arguments: 0..<4)
  func checkAndRender(part: Int) throws {
    let samples = Project.allSamples.filter { !$0.name.contains("very-long") }
    let renderers = try ["imr-2014", "imr-2016"].map { ($0, try Renderers.renderer($0)) }
    var slowest = (seconds: 0.0, index: 0)
    var letters = 0
    for index in stride(from: part, to: Self.count, by: 4) {
      let sample = samples[index / 4 % samples.count]
      let bytes = Array(try Data(contentsOf: sample.url))
      let root = try JSONDocument(parsing: SourceText(name: "sample", bytes: bytes)).root
      var mutator = CaseMutator(seed: UInt64(index))
      let source = SourceText(name: "mutant-\(index).json", bytes: mutator.mutant(of: bytes, root))
      let renderer = try #require(renderers.first { $0.0 == sample.edition }).1
      let (_, seconds) = WorkTime.measure {
        let findings = renderer.check(source)
        let letter = try? renderer.render(source)
        let pdf = letter.flatMap { try? $0.pdf() }
        #expect(findings.hasErrors == (pdf == nil), "mutant \(index) of \(sample.name)")
        if pdf != nil { letters += 1 }
      }
      if seconds > slowest.seconds { slowest = (seconds, index) }
    }
    #expect(letters > 0 && letters < Self.count / 4, "mutants that all fail or all pass prove nothing")
    #expect(slowest.seconds < Self.stall, "\(slowest)")
  }

  /// The seconds of work that count as a stall. A build without optimization gets more than the one second of the program.
  private static let stall = 10.0

  @Test("leave no file behind where they have errors")
  func leaveNoFiles() async throws {
    let folder = try TemporaryFolder()
    let (cases, letters) = (folder.file("cases"), folder.file("letters"))
    try FileManager.default.createDirectory(at: cases, withIntermediateDirectories: true)
    let renderer = try Renderers.renderer("imr-2016")
    let sample = Project.samples("imr-2016")[2]
    let text = String(decoding: try Data(contentsOf: sample), as: UTF8.self)
    var expected: Set<String> = []
    for index in 0..<150 {
      let number = "CM16-\(9_100_000 + index)"
      let own = text.replacing(/CM16-\d{7}/, with: number)
      let root = try JSONDocument(parsing: SourceText(name: "sample", text: own)).root
      var mutator = CaseMutator(seed: UInt64(index) << 32)
      let source = SourceText(name: "case", bytes: mutator.mutant(of: Array(own.utf8), root))
      try Data(source.bytes).write(to: cases.appending(path: "\(number).json"))
      if !renderer.check(source).hasErrors, let letter = try? renderer.render(source) {
        expected.insert((letter.identity ?? number) + ".pdf")
      }
    }
    _ = try await BatchRenderer(renderer: renderer, options: BatchOptions(folder: letters.path)).run([cases.path]) {
      _ in
    }
    expected.formUnion(["manifest.ndjson", "rejected.ndjson"])
    #expect(Set(TemporaryFolder.names(in: letters.path)) == expected)
    #expect(expected.count > 2)
  }
}
