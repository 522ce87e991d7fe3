import DeterminationLetters
import Foundation
import Testing

/// Validators of PDF/UA-1 and PDF/A-2a: page-validation, which `make test` installs, and veraPDF where `../shared` is.
package enum ConformanceGate {
  private static let python = Project.folder(".build-gate/bin/python")

  /// Whether page-validation is installed.
  package static let isInstalled = FileManager.default.fileExists(atPath: python)
  /// The reason for skipping tests that need it.
  package static let notInstalled: Comment = "skipped: page-validation is not installed; run `make test`"

  /// The files that page-validation rejects, each with its message.
  package static func failures(_ files: [String]) throws -> [String: String] {
    let result = try Subprocess.run(python, [Project.folder("Tests/Gate/gate.py")] + files)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == files.count, "\(result.errors)")
    return lines.filter { !$0.hasPrefix("ok ") }.reduce(into: [:]) { failures, line in
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      failures[parts.count > 1 ? parts[1] : ""] = parts.last
    }
  }

  /// The profiles of veraPDF for a standard.
  private static func profiles(_ standard: PDFStandard) -> [String] {
    switch standard {
    case .ua1: ["ua1", "2a"]
    case .ua2: ["ua2", "4", "wt1a", "wt1r"]
    }
  }

  /// The problems that veraPDF and qpdf report: their lines that do not say PASS.
  package static func veraPDFFailures(_ files: [String], _ standard: PDFStandard = .ua1) throws -> [String] {
    guard let shared = Project.shared else { return ["../shared is not here"] }
    let profiles = profiles(standard)
    let program = shared.appendingPathComponent("pdfcheck/pdfcheck").path
    let result = try Subprocess.run(program, [profiles.joined(separator: ",")] + files)
    let lines = result.text.split(separator: "\n").map(String.init)
    let passed = lines.count { $0.hasPrefix("PASS") }
    if result.status == 0, passed == files.count * profiles.count { return [] }
    return lines.filter { !$0.hasPrefix("PASS") } + [
      "\(passed) passes of \(files.count * profiles.count), exit \(result.status) \(result.errors.suffix(300))"
    ]
  }
}
