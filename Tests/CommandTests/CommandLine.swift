import Foundation
import TestSupport

/// The program under test, beside the test bundle.
enum Command {
  static let path: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("imr-letters").path
    // Where the test runner is a program of the toolchain, the bundle is its argument.
    if FileManager.default.fileExists(atPath: beside) { return beside }
    let argument = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
    return URL(fileURLWithPath: argument).deletingLastPathComponent().appendingPathComponent("imr-letters").path
  }()

  static func run(
    _ arguments: String..., input: String = "", in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> ProcessResult {
    try Subprocess.run(path, arguments, input: Data(input.utf8), in: folder, environment: environment)
  }

  /// A valid case for imr-2014, with a summary.
  static func minimalCase(summary: String = "Text.") -> String {
    #"""
    {"reviewer": {"licensure": ["Ohio"], "certifications": ["Neurology"]}, "clinicalCaseSummary": ["SUMMARY"],
     "disputedItems": [{"description": "X-ray", "decision": "upheld", "claimsAdministratorGuideline": {"mtus": []},
     "reviewerGuideline": {"mtus": []}, "rationale": ["Because."]}]}
    """#.replacing("SUMMARY", with: summary)
  }
}
