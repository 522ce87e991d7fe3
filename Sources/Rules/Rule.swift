import Diagnostics
import JSONText

/// A rule that case files are checked with: one kind of finding, and the places of the data that it reads.
///
/// The manifest of a template set names the rules that apply to its cases. The check of a rule is part of its ``RuleBook``.
public struct Rule: Sendable {
  /// The name that manifests use, such as `date-order`.
  public let name: String
  /// The code of its findings.
  public let code: FindingCode
  /// What its findings mean.
  package private(set) var explanation: Explanation
  /// The places that it reads. A set whose schema lacks one of them is refused, because the rule would never find anything.
  package let reads: [Place]
  /// What it looks for.
  package let kind: RuleKind
  /// Its parameters, as a manifest would write them.
  package let parameters: String

  /// A place of the data and the kind of value there, in the terms of ``SchemaPath``.
  package struct Place: Sendable {
    let path: String
    let kind: SchemaPath.Kind

    /// A place that contains one value or, with `[]` in its path, several.
    package init(_ path: String, _ kind: SchemaPath.Kind = .any) {
      self.path = path
      self.kind = kind
    }
  }

  /// Declares a rule that is a kind with fixed parameters.
  /// - Parameters:
  ///   - severity: what its findings are, if not what the kind says.
  ///   - reads: places that the kind reads without a parameter.
  package init(
    _ name: String, _ kind: RuleKind, _ parameters: String = "{}", severity: Finding.Severity? = nil,
    reads: [Place] = []
  ) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.reads = reads
    code = kind.explanation.code
    explanation = kind.explanation
    explanation.rule = name
    if let severity { explanation.severity = severity }
  }

  /// The places that a schema does not have, and what is wrong with each.
  package func problems(in schema: Schema) -> [(path: String, problem: SchemaPath.Problem)] {
    reads.compactMap { place in
      do throws(SchemaPath.Problem) {
        _ = try SchemaPath(place.path, of: place.kind, isList: true, in: schema)
        return nil
      } catch {
        return (place.path, error)
      }
    }
  }
}
