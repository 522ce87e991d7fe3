import Diagnostics
import JSONText

extension FindingCode {
  /// Fields that must have the same value and do not.
  package static let valuesDiffer = FindingCode("IMR-R050", "values differ")
  /// A total that is not the sum of its parts.
  package static let sumDiffers = FindingCode("IMR-R051", "amounts do not add up")
  /// A word that is not in a list.
  package static let notInList = FindingCode("IMR-R052", "word not in the list")
  /// An element that occurs twice in a list.
  package static let notUnique = FindingCode("IMR-R053", "element occurs twice")
}

extension RuleKind {
  /// `values`: all of them that a case has are the same.
  package static let equal = RuleKind(
    "equal",
    Explanation(
      .valuesDiffer, "Two fields of the case must have the same value, and they do not.", fix: "correct one of them",
      source: "the manifest of the set names the fields", severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.paths("values", .scalar, atLeast: 2)
    let names = settings.names("names", for: paths)
    return { _, element, findings in
      let found = zip(paths, names).compactMap { path, name in path.value(in: element.value).map { ($0, name) } }
      guard let (first, firstName) = found.first else { return }
      for (other, name) in found.dropFirst() where !other.equals(first) {
        findings.report(.valuesDiffer, "\(name) differs from \(firstName)", fix: "correct one of them", at: other)
      }
    }
  }

  /// `whole`, `parts`: the parts add up to the whole, exactly. If a case lacks one of them, nothing is compared.
  package static let sum = RuleKind(
    "sum",
    Explanation(
      .sumDiffers, "The parts of an amount do not add up to the amount.", fix: "check the amounts",
      source: "the manifest of the set names the fields", severity: .warning)
  ) { settings in
    settings.readEach()
    let whole = settings.path("whole", .number)
    let parts = settings.paths("parts", .number, isList: true)
    guard let whole else { return nil }
    settings.requireDifferent([whole] + parts, in: "parts")
    return { _, element, findings in
      guard let total = whole.value(in: element.value), let expected = total.number else { return }
      var sum = ExactDecimal.zero
      for part in parts {
        guard let values = values(at: part.steps[...], in: element.value) else { return }
        let numbers = values.compactMap(\.number)
        guard numbers.count == values.count else { return }
        sum = numbers.reduce(sum, +)
      }
      guard sum != expected else { return }
      findings.report(.sumDiffers, "the parts do not add up to this amount", fix: "check the amounts", at: total)
    }
  }

  /// The values at a path; nil if one of the lists or members on the way is missing.
  private static func values(at steps: ArraySlice<SchemaPath.Step>, in value: JSONValue) -> [JSONValue]? {
    switch steps.first {
    case nil: return [value]
    case .key(let key)?: return value[key].flatMap { values(at: steps.dropFirst(), in: $0) }
    case .elements?:
      var found: [JSONValue] = []
      for element in value.array ?? [] {
        guard let values = values(at: steps.dropFirst(), in: element) else { return nil }
        found += values
      }
      return value.array == nil ? nil : found
    }
  }

  /// `each`, `by`: no two elements of a list have the same texts there. Letter case, spaces and punctuation do not count.
  package static let unique = RuleKind(
    "unique",
    Explanation(
      .notUnique, "Two elements of a list are the same. A reader cannot tell them apart.",
      fix: "remove one, or write how they differ", source: "the manifest of the set names the list", severity: .warning),
    seesElements: false
  ) { settings in
    settings.readEach(isRequired: true)
    let keys = settings.paths("by", .scalar)
    guard let list = settings.each else { return nil }
    return { _, element, findings in
      var seen: Set<[String]> = []
      for element in list.values(in: element.value) {
        let key = keys.map { $0.value(in: element).map(Self.folded) ?? "" }
        guard !seen.insert(key).inserted, let place = keys.lazy.compactMap({ $0.value(in: element) }).first else {
          continue
        }
        findings.report(
          .notUnique, "an earlier element of the list is the same", fix: "remove one, or write how they differ",
          at: place)
      }
    }
  }

  /// `values`, `list`: every value is in a vocabulary.
  package static let known = RuleKind(
    "known",
    Explanation(
      .notInList, "The word is not in the list that the rule names. It may be misspelled, or new.",
      fix: "correct it, or leave it if it is right", source: "the source that the vocabulary names", severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.paths("values", .text, isList: true)
    guard let list = settings.wordList("list") else { return nil }
    return { _, element, findings in
      for word in paths.flatMap({ $0.values(in: element.value) }) {
        // The nearest word takes long to find.
        guard !findings.isFull, let text = word.string, !list.contains(text) else { continue }
        findings.report(
          .notInList, "this is not in the list “\(list.name)”",
          fix: list.nearest(to: text).map { "did you mean “\($0)”?" }, at: word)
      }
    }
  }

  /// A value without letter case, spaces and punctuation.
  private static func folded(_ value: JSONValue) -> String {
    switch value.content {
    case .string(let text): FoldedWords.of(text)
    case .number(let digits): ExactDecimal.shortest(digits)
    case .boolean(let flag): String(flag)
    case .null, .array, .object: ""
    }
  }
}
