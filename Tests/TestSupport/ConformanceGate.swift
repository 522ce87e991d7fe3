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

  /// The problems that veraPDF and qpdf report: their lines that do not say PASS.
  package static func veraPDFFailures(_ files: [String]) throws -> [String] {
    guard let shared = Project.shared else { return ["../shared is not here"] }
    let result = try Subprocess.run(shared.appendingPathComponent("pdfcheck/pdfcheck").path, ["ua1,2a"] + files)
    let lines = result.text.split(separator: "\n").map(String.init)
    let passed = lines.count { $0.hasPrefix("PASS") }
    if result.status == 0, passed == files.count * 2 { return [] }
    return lines.filter { !$0.hasPrefix("PASS") } + [
      "\(passed) passes of \(files.count * 2), exit \(result.status) \(result.errors.suffix(300))"
    ]
  }
}
