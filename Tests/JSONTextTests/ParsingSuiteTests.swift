import Diagnostics
import Foundation
import JSONText
import TestSupport
import Testing

/// The public JSON parsing suite (nst/JSONTestSuite): the names of its files say what a reader of RFC 8259 does with them.
@Suite("The public JSON parsing suite", .enabled(if: Project.shared != nil, Project.withoutShared))
struct ParsingSuiteTests {
  static let files: [URL] = {
    guard let folder = Project.shared?.appendingPathComponent("suites/json/test_parsing") else { return [] }
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }()

  @Test("is whole") func countsFiles() {
    #expect(Self.files.count == 318)
  }

  @Test("accepts y_, rejects n_, survives i_", arguments: files)
  func judgesAsTheNameDemands(file: URL) throws {
    let source = SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
    let findings: Findings?
    do throws(Findings) {
      _ = try JSONDocument(parsing: source)
      findings = nil
    } catch {
      findings = error
    }
    switch file.lastPathComponent.prefix(2) {
    case "y_": #expect(findings == nil, "must be accepted")
    case "n_": #expect(findings?.all.first?.location != nil, "must be rejected, with its place")
    default: break  // RFC 8259 leaves it to the reader
    }
  }
}
