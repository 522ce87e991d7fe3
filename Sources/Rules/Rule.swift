import Diagnostics
import JSONText

/// A rule that valid case files are held to: one kind of finding, and the places of the data that it reads.
///
/// The manifest of a template set names the rules that apply to its cases. How a rule looks for findings is part of its
/// ``RuleBook``.
public struct Rule: Sendable {
  /// The name that manifests use, such as `date-order`.
  public let name: String
  /// The code of its findings.
  public let code: FindingCode
  /// What its findings mean.
  package private(set) var explanation: Explanation
  /// What it reads. A set whose schema does not declare one of these places is refused, because the rule would never fire.
  package let reads: [Place]

  /// A place of the data and what must be there, in the words of a ``SchemaPath``.
  package struct Place: Sendable {
    let path: String
    let kind: SchemaPath.Kind

    /// A place that holds one value or, with `[]` in its path, several.
    package init(_ path: String, _ kind: SchemaPath.Kind = .any) {
      self.path = path
      self.kind = kind
    }
  }

  /// Declares a rule.
  package init(_ name: String, _ explanation: Explanation, reads: [Place] = []) {
    self.name = name
    code = explanation.code
    self.explanation = explanation
    self.explanation.rule = name
    self.reads = reads
  }

  /// The places that a schema does not have, each with what is wrong.
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
