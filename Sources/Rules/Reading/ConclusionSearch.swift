/// Finds the sentences that conclude a text.
extension ConclusionReader {
  /// A statement with its place.
  typealias Place = (prose: Prose, statement: Statement)

  /// The place where a text concludes the opposite of a decision.
  func opposite(of isGranted: Bool, in proses: ArraySlice<Prose>, title: ArraySlice<Prose>) -> Place? {
    var search = ConclusionSearch(isGranted: isGranted, title: title)
    for prose in proses.reversed() {
      for number in (0..<prose.sentenceCount).reversed() {
        let range = prose.sentence(number)
        guard !range.isEmpty else { continue }
        let isFirst = range.lowerBound == 0 && prose === proses.first
        search.add(read(range, of: prose, title), range, of: prose, isFirst: isFirst)
      }
    }
    return search.result ?? opening(opposite: isGranted, of: proses, title)
  }

  /// The last sentence that says whether a request is medically necessary, for one answer only. A sentence with a reason may be about the
  /// request that is the reason.
  func conclusion(of proses: ArraySlice<Prose>, title: ArraySlice<Prose>) -> (
    prose: Prose, range: Range<Int>, topic: Range<Int>
  )? {
    for prose in proses.reversed() {
      for number in (0..<prose.sentenceCount).reversed() {
        let range = prose.sentence(number)
        let sentence = read(range, of: prose, title)
        guard !sentence.strong.isEmpty, sentence.isAboutRequest || sentence.isConclusion else { continue }
        return sentence.isMixed || sentence.hasReason ? nil : (prose, range, sentence.topic)
      }
    }
    return nil
  }

  /// “Yes, the request is medically necessary.” as the first sentence of several, if it says the opposite of the decision. Nothing follows the
  /// statement there: “not medically necessary unless” is a rule, and no answer.
  private func opening(opposite isGranted: Bool, of proses: ArraySlice<Prose>, _ title: ArraySlice<Prose>) -> Place? {
    guard let prose = proses.first(where: { !$0.tokens.isEmpty }) else { return nil }
    let range = prose.sentence(0)
    let sentence = read(range, of: prose, title)
    guard let subject = sentence.subject, let last = sentence.strong.last, let end = sentence.statements.last?.tokens,
      !sentence.isMixed, last.isGranted != isGranted,
      subject <= 1 || subject <= 3 && prose.isMark(",", at: 1),
      prose.tokens[end.upperBound..<max(end.upperBound, range.upperBound)].count(where: { $0.kind == .word }) <= 1
    else { return nil }
    return (prose, last)
  }
}

/// Looks at the sentences of a text, the last one first, for a conclusion that is the opposite of the decision.
private struct ConclusionSearch {
  let isGranted: Bool
  let title: ArraySlice<Prose>
  private var sentences = 0
  /// Whether a sentence that concludes was found. A weak statement counts only near the end, and only if no strong one follows.
  private var hasConclusion = false
  private var found: ConclusionReader.Place?
  /// A statement of the last sentences that may speak of something else, such as a weaning, if a sentence shortly before it concludes.
  private var held: ConclusionReader.Place?

  /// How many sentences at the end can hold a weak conclusion, and how many the conclusion before it.
  private static let mostWeak = 6, mostHeld = 5

  init(isGranted: Bool, title: ArraySlice<Prose>) { (self.isGranted, self.title) = (isGranted, title) }

  var result: ConclusionReader.Place? { found ?? held }

  /// Looks at a sentence. `isFirst`: no sentence stands before it.
  mutating func add(_ sentence: ConclusionReader.Sentence, _ range: Range<Int>, of prose: Prose, isFirst: Bool) {
    sentences += 1
    let isAboutRequest = sentence.isAboutRequest || sentence.isConclusion
    if let last = sentence.strong.last {
      // An opening such as “Yes, the request was medically necessary” is far from a conclusion, also in short reasons.
      settle(
        sentence, last, sentence.isConclusion || !isFirst && (isAboutRequest || SharedWords.share(prose, range, title)))
      let isOpposite = !sentence.isMixed && last.isGranted != isGranted
      if isOpposite, !hasConclusion, sentences <= Self.mostHeld, !isDirect(sentence, range),
        !SharedWords.share(prose, range, title, least: 3)
      {
        held = (prose, last)
        return
      }
      if isOpposite, !hasConclusion || sentence.isConclusion { found = found ?? (prose, last) }
      hasConclusion = true
    } else if !hasConclusion, held == nil, sentences <= Self.mostWeak, let last = sentence.statements.last,
      sentences == 1 || isAboutRequest || SharedWords.share(prose, range, title)
    {
      guard last.isGranted != isGranted else { return hasConclusion = true }
      if isDirect(sentence, range) {
        found = found ?? (prose, last)
        hasConclusion = true
      } else {
        held = (prose, last)
      }
    }
  }

  /// Whether a sentence certainly concludes: “therefore”, “the request is”, “the denial is”.
  private func isDirect(_ sentence: ConclusionReader.Sentence, _ range: Range<Int>) -> Bool {
    let first = [sentence.subject, sentence.statements.first?.tokens.lowerBound].compactMap { $0 }.min()
    return sentence.isConclusion || first.map { $0 - range.lowerBound <= 1 } ?? false
  }

  /// Drops what was held back if this strong sentence concludes as the decision says, and takes it for the conclusion if not.
  private mutating func settle(_ sentence: ConclusionReader.Sentence, _ last: Statement, _ concludes: Bool) {
    guard held != nil else { return }
    let agrees = !sentence.isMixed && last.isGranted == isGranted && concludes
    if !agrees || sentences > Self.mostHeld { found = found ?? held }
    held = nil
    hasConclusion = true
  }
}
