import DeterminationLetters
import Diagnostics
import JSONText
import LetterTemplate

/// Makes case files for a template set, without anybody's data.
package struct SampleMaker: Sendable {
  /// Cases, and what they do not reach.
  package struct Samples: Sendable {
    /// The cases, as JSON texts.
    package let cases: [String]
    /// Branches that some valid case may take, and that none of these takes.
    package let missed: [TemplateBranch]
  }

  private let renderer: LetterRenderer
  /// How many cases are tried: schemas of letters need a few hundred.
  private static let mostTries = 6_000

  /// Makes samples with a renderer of the set.
  package init(renderer: LetterRenderer) {
    self.renderer = renderer
  }

  /// A valid case with as little as possible.
  /// - Throws: a finding that names the places for which no value was found.
  package func least() throws(Findings) -> String {
    var generator = self.generator()
    if let found = valid(generator.make(.least)) { return found.source }
    try requireSize(generator)
    var failures = Set(generator.failures)
    var best: String?
    for _ in 0..<400 {
      let value = generator.make(.random(optional: 5))
      failures.formUnion(generator.failures)
      guard let found = valid(value)?.source, found.utf8.count < best?.utf8.count ?? .max else { continue }
      best = found
    }
    if let best { return best }
    throw Findings(noSample(failures))
  }

  /// Valid cases that together take every branch that was found to be possible, with as few as needed of those that were tried.
  /// - Throws: a finding if no valid case was found.
  package func all() throws(Findings) -> Samples {
    let wanted = Set(renderer.template.branches.filter(\.isReachable).map(\.branch))
    var open = wanted
    var chosen: [(source: String, branches: Set<TemplateBranch>)] = []
    var generator = self.generator()
    var failures: Set<CaseGenerator.Failure> = []
    var isFirst = true
    for number in 0..<Self.mostTries where !open.isEmpty || isFirst {
      let value =
        number == 0 ? generator.make(.least) : generator.make(.random(optional: [10, 35, 60, 90][number % 4]))
      failures.formUnion(generator.failures)
      if number == 0 { try requireSize(generator) }
      guard let (source, branches) = valid(value), isFirst || !branches.isDisjoint(with: open) else { continue }
      isFirst = false
      chosen.append((source, branches))
      open.subtract(branches)
    }
    guard !chosen.isEmpty else { throw Findings(noSample(failures)) }
    let cases = Self.needed(chosen).map(\.source).enumerated().map { withOwnIdentity($1, number: $0) }
    return Samples(
      cases: cases, missed: renderer.template.branches.map(\.branch).filter(open.contains))
  }

  /// - Throws: a finding if even the least case has more values than samples can have. No other case would be smaller.
  private func requireSize(_ generator: CaseGenerator) throws(Findings) {
    guard generator.isTooLarge else { return }
    throw Findings(
      Finding(
        .badSchema, "every valid case has more values than a sample can have",
        fix: "correct the “minItems” of lists inside of lists, or write a case by hand"))
  }

  /// The case with an identity that no other sample has, if a valid one was found.
  private func withOwnIdentity(_ text: String, number: Int) -> String {
    guard number > 0, let path = renderer.template.roles.identity,
      let document = try? JSONDocument(parsing: SourceText(name: "sample.json", text: text))
    else { return text }
    let variants = SampleIdentity.variants(of: document.root, at: path, number: number)
    return variants.lazy.compactMap { valid($0)?.source }.first ?? text
  }

  /// Leaves out cases whose branches the others take too.
  private static func needed(
    _ cases: [(source: String, branches: Set<TemplateBranch>)]
  ) -> [(source: String, branches: Set<TemplateBranch>)] {
    var kept = cases
    for index in cases.indices.reversed() where kept.count > 1 {
      let others = kept.enumerated().filter { $0.offset != index }.reduce(into: Set()) {
        $0.formUnion($1.element.branches)
      }
      if kept[index].branches.isSubset(of: others) { kept.remove(at: index) }
    }
    return kept
  }

  private func generator() -> CaseGenerator {
    CaseGenerator(schema: renderer.template.schema, compared: renderer.template.comparedValues, seed: 1)
  }

  /// The text of a value and the branches that its letter takes; nil if the letter cannot be made.
  private func valid(_ value: JSONValue) -> (source: String, branches: Set<TemplateBranch>)? {
    let text = value.text
    guard let document = try? JSONDocument(parsing: SourceText(name: "sample.json", text: text)),
      !renderer.check(document).hasErrors, let traced = try? renderer.template.trace(document)
    else { return nil }
    return (text, traced.branches)
  }

  private func noSample(_ failures: Set<CaseGenerator.Failure>) -> Finding {
    let places = failures.map { "“\($0.path)”" + ($0.hasExamples ? ", whose examples do not fit their schema" : "") }
    return Finding(
      .badSchema,
      failures.isEmpty
        ? "no valid case was found for this schema"
        : "no value was found for \(places.sorted().joined(separator: "; "))",
      fix: failures.isEmpty || !failures.contains(where: \.hasExamples)
        ? "give these places “examples” in schema.json"
        : "\(failures.allSatisfy(\.hasExamples) ? "correct" : "add or correct") the “examples” of these places in schema.json"
    )
  }
}

extension CaseGenerator {
  /// A place for which no value was found.
  struct Failure: Hashable {
    /// Its path.
    let path: String
    /// Whether the schema has examples for it.
    let hasExamples: Bool
  }
}
