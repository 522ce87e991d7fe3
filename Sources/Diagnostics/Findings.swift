/// Findings as an error and as a value: what a check returns and what the library throws. The library never throws an empty one.
///
/// Printed findings show no words of a case file, but ``Finding/excerpt`` may contain some.
public struct Findings: Error, Sendable, Hashable, Codable {
  /// The findings, in the order of the input.
  public package(set) var all: [Finding]

  /// Wraps findings.
  package init(_ all: [Finding] = []) {
    self.all = all
  }

  /// A single finding.
  package init(_ finding: Finding) {
    all = [finding]
  }

  /// Whether one of them is an error, so that the letter cannot be made.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Those that are warnings; notes and errors are left out.
  public var warnings: [Finding] { all.filter { $0.severity == .warning } }
}

extension Findings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// One finding per line.
  public var description: String { all.map(\.description).joined(separator: "\n") }

  /// The same as ``description``: an uncaught error prints it.
  public var debugDescription: String { description }

  /// Hides source lines from `dump` and from debuggers' summaries.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: all) }
}
