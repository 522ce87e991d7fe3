import DeterminationLetters
import Foundation
import JSONText
import LetterTemplate
import TestSupport
import Testing

/// Template sets and case files that nobody wrote. `make test` tries a few hundred, `make agree` ten thousand; always the same ones.
@Suite("Random template sets")
struct AgreementTests {
  private static let count = Int(ProcessInfo.processInfo.environment["RANDOM_SETS"] ?? "") ?? 600

  /// Loads a set from memory; the findings if it is refused.
  private func load(_ files: [String: String]) -> Result<LetterRenderer, Findings> {
    Result { () throws(Findings) in
      try Renderers.renderer(files: files.mapValues { Array($0.utf8) })
    }
  }

  @Test("are refused when they load, or their cases are checked and rendered with the same result", arguments: 0..<2)
  func agree(part: Int) throws {
    var loaded = 0
    var letters = 0
    var codes: [String: Int] = [:]
    for seed in stride(from: part, to: Self.count, by: 2) {
      var generator = SetGenerator(seed: UInt64(seed))
      let files = generator.set()
      let renderer: LetterRenderer
      switch load(files) {
      case .success(let made): renderer = made
      case .failure(let findings):
        for finding in findings.all {
          codes[finding.code.description, default: 0] += 1
          #expect(finding.location != nil, "set \(seed): \(finding)")
        }
        continue
      }
      loaded += 1
      let source = SourceText(name: "case.json", text: generator.caseFile())
      let checked = renderer.check(source)
      let rendered = Result { () throws(Findings) in try renderer.render(source).pdf() }
      switch rendered {
      case .success:
        letters += 1
        #expect(!checked.hasErrors, "set \(seed): check alone refuses: \(checked)")
      case .failure(let findings):
        #expect(Set(checked.all) == Set(findings.all), "set \(seed): \(checked) and \(findings)")
        for finding in findings.all {
          codes[finding.code.description, default: 0] += 1
          // What a loaded set refuses is the fault of the case, and has a place in it.
          #expect(finding.excerptIsCaseData && finding.location?.file == "case.json", "set \(seed): \(finding)")
        }
      }
    }
    let summary = "\(loaded) of \(Self.count / 2) sets loaded, \(letters) letters, \(codes.sorted { $0.key < $1.key })"
    // A generator whose sets all load, or whose cases all fail, would prove nothing.
    #expect(
      loaded * 5 > Self.count / 2 && loaded < Self.count / 2 && letters * 3 > loaded && letters < loaded, "\(summary)")
    if Self.count > 1_000 { print(summary) }
  }
}
