import Diagnostics
import JSONText

extension FindingCode {
  /// A modified request whose quantities do not add up.
  package static let quantitiesDoNotAddUp = FindingCode("IMR-R013", "quantities do not add up")
}

extension RuleKind {
  /// `each`, `whole`, `granted`, `rest`, `told`, `words`: what was granted and what remains add up to the request, for each unit. `told` are
  /// texts that tell the same in words: “#90 was the original request. #30 was authorized. The remaining #60 is”.
  package static let split = RuleKind(
    "split",
    Explanation(
      .quantitiesDoNotAddUp,
      "The authorized quantity and the remaining quantity do not add up to the requested quantity.",
      fix: "check the quantities", source: "8 CCR 9792.10.6(d)", severity: .warning)
  ) { settings in
    settings.readEach()
    let whole = settings.path("whole", .text, isRequired: false)
    let granted = settings.path("granted", .text, isRequired: false)
    let rest = settings.path("rest", .text, isRequired: false)
    let told = settings.texts("told", isRequired: false)
    guard
      let words = settings.phrases(
        "words", needed: QuantityReader.needed, optional: QuantityReader.optional, valued: QuantityReader.valued)
    else {
      return nil
    }
    let reader = SplitReader(words)
    return { reading, element, findings in
      let parts = [whole, granted, rest].compactMap { $0?.value(in: element.value).flatMap(reading.prose) }
      if parts.count == 3 {
        let (original, authorized, remaining) = (parts[0], parts[1], parts[2])
        let split = reader.split(of: original, authorized, remaining)
        if let problem = split.problem ?? split.otherStrength {
          findings.report(
            .quantitiesDoNotAddUp, problem, fix: "check the quantities of the parts", at: remaining.value,
            comparedWith: .init(original.value))
        }
      }
      for prose in reading.texts(told, element) {
        guard let problem = reader.split(toldIn: prose)?.problem ?? reader.problem(toldBriefly: prose) else { continue }
        findings.report(.quantitiesDoNotAddUp, problem, fix: "check the quantities of the parts", at: prose.value)
      }
    }
  }
}

/// The quantities of a request, of its granted part and of the rest.
struct RequestSplit {
  let whole: [Quantity]
  let granted: [Quantity]
  let rest: [Quantity]

  /// Why they do not add up; nil if they do, or if they cannot be compared.
  var problem: String? {
    var wrong: String?
    var addsUp = false
    for kind in Set(rest.map(\.kind)).sorted(by: { "\($0)" < "\($1)" }) {
      guard let all = total(kind, whole), let part = total(kind, granted), let left = total(kind, rest) else {
        continue
      }
      if part + left == all {
        addsUp = true
      } else if part != all || left != all {
        wrong =
          wrong ?? "\(Self.text(part)) authorized and \(Self.text(left)) remaining do not add up to \(Self.text(all))"
      } else if whole.count == 1, rest.count == 1, kind != .times {
        wrong = wrong ?? "the whole number was authorized, and the whole number remains"
      }
    }
    return hasRefills ? differentFillings : addsUp ? nil : wrong
  }

  /// The rest has another strength than the request; nil if it has the same. The granted part may have another.
  var otherStrength: String? {
    let strengths = [whole, rest].map { $0.filter { $0.kind == .strength } }
    guard strengths.allSatisfy({ $0.count == 1 }), !strengths[1][0].mayBeStrength(among: strengths[0]) else {
      return nil
    }
    return "the remaining part has another strength than the request"
  }

  /// Refills repeat a filling, so their tablets are not added up.
  private var hasRefills: Bool { [whole, granted, rest].contains { $0.contains { $0.kind == .unit("refill") } } }

  /// A filling has the same number of tablets in every part.
  private var differentFillings: String? {
    let refills = [whole, granted, rest].map { total(.unit("refill"), $0) ?? -1 }
    if !refills.contains(-1), refills[1] + refills[2] != refills[0] {
      return
        "\(Self.text(refills[1])) authorized and \(Self.text(refills[2])) remaining refills do not add up to \(Self.text(refills[0]))"
    }
    let fillings = Set([whole, granted, rest].compactMap { total(.pieces, $0) })
    return fillings.count > 1 ? "the parts name fillings of different sizes" : nil
  }

  /// The number of a kind, if there is exactly one that can be added. Strengths, rates and ranges cannot. No word about refills means none.
  private func total(_ kind: Quantity.Kind, _ quantities: [Quantity]) -> Int? {
    guard kind != .strength else { return nil }
    let own = quantities.filter { $0.kind == kind }
    if own.isEmpty, kind == .unit("refill") { return 0 }
    guard own.count == 1, own[0].numbers.count == 1, !own[0].isRange, !own[0].isRate else { return nil }
    return own[0].numbers[0]
  }

  static func text(_ hundredths: Int) -> String {
    hundredths % 100 == 0 ? String(hundredths / 100) : "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }
}

/// Finds the parts of a request that was granted in part.
struct SplitReader: Sendable {
  private let reader: QuantityReader
  private let original, granted, rest: Category
  private let all: CategorySet

  init(_ words: Phrases) {
    reader = QuantityReader(words)
    (original, granted, rest) = (
      words.category("asked"), words.category("granted"), words.category("rest")
    )
    all = words.set("asked", "granted", "rest")
  }

  /// The parts that the case gives one by one.
  func split(of original: Prose, _ authorized: Prose, _ remaining: Prose) -> RequestSplit {
    let parts = [original, authorized, remaining].map { reader.quantities(in: $0) }
    return RequestSplit(whole: parts[0], granted: parts[1], rest: parts[2])
  }

  /// The parts that a text tells: each sentence is about the original request, the granted part or the rest.
  func split(toldIn prose: Prose) -> RequestSplit? {
    let marks = prose.marks(of: all)
    guard marks.contains(where: { $0.category == original || $0.category == rest }),
      marks.contains(where: { $0.category == granted })
    else { return nil }
    var parts: [Category: [Quantity]] = [:]
    let quantities = reader.quantities(in: prose)
    for clause in clauses(of: prose) {
      let inside = marks.filter { clause.contains(Int($0.first)) }
      guard
        let role = [rest, granted, original].first(where: { role in inside.contains { $0.category == role } })
      else { continue }
      let found = quantities.filter { clause.contains($0.tokens.lowerBound) }
      parts[role, default: []] += found
    }
    guard let whole = parts[original] ?? first(quantities, before: marks), let granted = parts[granted],
      let left = parts[rest]
    else {
      return nil
    }
    return RequestSplit(whole: unique(whole), granted: unique(granted), rest: unique(left))
  }

  /// The parts that a text tells in a few words: “12 sessions, 4 authorized, balance of 6”. The phrase stands right after its number or right
  /// before it. A number without a unit has the unit of the request.
  func problem(toldBriefly prose: Prose) -> String? {
    let marks = prose.marks.filter { all.contains($0.category) }
    guard marks.contains(where: { $0.category == granted }), marks.contains(where: { $0.category == rest }) else {
      return nil
    }
    let amounts = BriefAmounts(prose, reader.quantities(in: prose), reader, marks)
    guard let whole = amounts.whole else { return nil }
    let parts = [granted, rest].map { amounts.total($0, whole.kind) }
    guard let part = parts[0], let left = parts[1], part + left != whole.number else { return nil }
    return
      "\(RequestSplit.text(part)) authorized and \(RequestSplit.text(left)) remaining do not add up to \(RequestSplit.text(whole.number))"
  }

  /// The request itself often stands first, without a phrase.
  private func first(_ quantities: [Quantity], before marks: [Mark]) -> [Quantity]? {
    guard let mark = marks.first else { return nil }
    let found = quantities.filter { $0.tokens.upperBound <= Int(mark.first) }
    return found.isEmpty ? nil : found
  }

  /// The remaining part often repeats the drug; the same number twice is one.
  private func unique(_ quantities: [Quantity]) -> [Quantity] {
    var found: [Quantity] = []
    for quantity in quantities
    where !found.contains(where: { $0.kind == quantity.kind && $0.numbers == quantity.numbers }) {
      found.append(quantity)
    }
    return found
  }

  /// Sentences, divided at semicolons too.
  private func clauses(of prose: Prose) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for number in 0..<prose.sentenceCount {
      let sentence = prose.sentence(number)
      var start = sentence.lowerBound
      for index in sentence where prose.isMark(";", at: index) {
        found.append(start..<index)
        start = index + 1
      }
      found.append(start..<sentence.upperBound)
    }
    return found.filter { !$0.isEmpty }
  }
}
