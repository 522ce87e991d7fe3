import Diagnostics
import JSONText
import Rules

extension FindingCode {
  /// A part of a modified request that is the whole request.
  package static let modifiedPartsContradict = FindingCode("IMR-R012", "parts of a modified request do not fit")
}

extension RuleKind {
  /// Neither the authorized part, nor the remaining part, nor the alternative can be the whole request.
  static let modifiedParts = RuleKind(
    "modified-parts",
    Explanation(
      .modifiedPartsContradict,
      """
      The authorized part, the remaining part or the alternative is the same as the whole request. Then nothing is left to decide, or \
      nothing was modified.
      """,
      fix: "check the parts", source: "8 CCR 9792.10.6(d)", severity: .warning)
  ) { _ in
    { _, element, findings in
      for parts in (element.value["disputedItems"]?.array ?? []).compactMap({ $0["modified"] }) {
        guard let original = parts["original"], let whole = original.string.map(ModifiedParts.folded) else { continue }
        for (key, problem) in ModifiedParts.problems {
          guard let part = parts[key], part.string.map(ModifiedParts.folded) == whole else { continue }
          findings.report(
            .modifiedPartsContradict, problem, fix: "check the parts of the request", at: part,
            comparedWith: .init(original))
        }
      }
    }
  }
}

enum ModifiedParts {
  static let places = ["original", "authorized", "remaining", "alternative"].map {
    Rule.Place("disputedItems[].modified.\($0)", .text)
  }

  static let problems = [
    ("authorized", "the whole request was authorized, so nothing is left to decide"),
    ("remaining", "the remaining part is the whole request, so nothing was authorized"),
    ("alternative", "the authorized alternative is the request itself"),
  ]

  /// The text's bytes without white space and with ASCII letters in lower case, for comparing.
  static func folded(_ text: String) -> [UInt8] {
    text.utf8.compactMap { byte in byte <= 0x20 ? nil : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
  }
}
