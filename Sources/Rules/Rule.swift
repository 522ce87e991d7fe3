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
  /// The word lists that it needs.
  package let wordLists: [String]
  /// The parameters, if this is a kind of rule with fixed parameters.
  package let preset: Preset?

  /// A kind of rule with its parameters, as a manifest would write them.
  package struct Preset: Sendable {
    package let kind: RuleKind
    package let parameters: String

    /// A kind with its parameters.
    package init(kind: RuleKind, parameters: String) {
      (self.kind, self.parameters) = (kind, parameters)
    }
  }

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

  /// Declares a rule.
  package init(_ name: String, _ explanation: Explanation, reads: [Place] = [], wordLists: [String] = []) {
    self.name = name
    code = explanation.code
    self.explanation = explanation
    self.explanation.rule = name
    self.reads = reads
    self.wordLists = wordLists
    preset = nil
  }

  /// Declares a rule that is a kind with fixed parameters.
  package init(_ name: String, _ preset: Preset, reads: [Place]) {
    self.name = name
    code = preset.kind.explanation.code
    explanation = preset.kind.explanation
    explanation.rule = name
    self.reads = reads
    self.preset = preset
    wordLists = []
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
