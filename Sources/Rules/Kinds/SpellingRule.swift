import Diagnostics
import JSONText

extension FindingCode {
  /// A word that is nearly a word of a vocabulary.
  package static let misspelt = FindingCode("IMR-R035", "word misspelt")
}

extension RuleKind {
  /// `in`, `words`, `near`: words that are nearly, but not quite, words of some vocabularies, such as the names of drugs. `near` is the
  /// vocabulary of words that are right all the same.
  package static let spelling = RuleKind(
    "spelling",
    Explanation(
      .misspelt, "The word is nearly the name of a drug, a part of the body or a guideline, with a letter wrong.",
      fix: "correct it, or leave it if it is right", source: "the sources that the vocabularies name",
      severity: .warning)
  ) { settings in
    settings.readEach()
    let paths = settings.texts("in", isDeep: true)
    var spelling = SpellerBuilder(least: 6)
    settings.eachWord("words") { spelling.add($0) }
    guard let near = settings.phrases("near", needed: ["near"], optional: ["wrong", "right"], valued: ["wrong"]) else {
      return nil
    }
    let wrong = near.category("wrong")
    let right = near.values(of: "wrong")
    let speller = spelling.speller
    return { reading, element, findings in
      for prose in reading.texts(paths, element) {
        for mark in prose.has(wrong) ? prose.marks : [] where mark.category == wrong {
          findings.report(
            .misspelt, "this is probably “\(right[Int(mark.value)])”", fix: "correct it, or leave it if it is right",
            at: mark.tokens, of: prose)
        }
        for (index, right) in speller.mistakes(in: prose) {
          findings.report(
            .misspelt, "this is nearly “\(right)”", fix: "correct it, or leave it if it is right",
            at: index..<index + 1,
            of: prose)
        }
      }
    }
  }
}
