import JSONText
import Rules

/// The form of a case file that the rules work on: its dates as days and its prose cut into words, each with its place. The case file may
/// have errors. A value that cannot be read, such as a date in words, is then missing here.
struct CaseReading: Sendable {
  /// A date of the header.
  struct Day: Sendable {
    let value: JSONValue
    let day: CalendarDate
  }

  /// A disputed item.
  struct Item: Sendable {
    let value: JSONValue
    /// The description, or the parts of a modified request in the order of the file.
    let title: [Prose]
    /// Nil if it is neither “upheld” nor “overturned”.
    let decision: Decision?
    /// The guidelines that the claims administrator and the reviewer cite.
    let guidelines: [JSONValue]
    let rationale: [Prose]
    /// The parts of a modified request by their keys.
    let modified: [String: Prose]
  }

  let root: JSONValue
  let wordLists: [String: WordList]
  let summary: [Prose]
  let items: [Item]
  /// All prose of the letter: summary, titles, rationales.
  let prose: [Prose]

  init(_ document: JSONDocument, texts: [CaseText], wordLists: [String: WordList]) {
    self.wordLists = wordLists
    root = document.root
    summary = Self.texts(root["clinicalCaseSummary"])
    items = (root["disputedItems"]?.array ?? []).map(Self.item)
    prose = summary + items.flatMap { $0.title + $0.rationale }
  }

  /// A date of the header.
  func date(_ name: HeaderDate) -> Day? {
    guard let value = root["case"]?[name.rawValue], let day = value.string.flatMap(CalendarDate.init(iso:)) else {
      return nil
    }
    return Day(value: value, day: day)
  }

  private static func texts(_ value: JSONValue?) -> [Prose] { (value?.array ?? []).map(Prose.init) }

  private static func item(_ value: JSONValue) -> Item {
    let parts = value["modified"]?.object?.members ?? []
    let modified = Dictionary(parts.map { ($0.key, Prose($0.value)) }) { first, _ in first }
    return Item(
      value: value,
      title: value["description"].map { [Prose($0)] } ?? parts.compactMap { modified[$0.key] },
      decision: value["decision"]?.string.flatMap(Decision.init(rawValue:)),
      guidelines: ["claimsAdministratorGuideline", "reviewerGuideline"].compactMap { value[$0] },
      rationale: texts(value["rationale"]), modified: modified)
  }
}

/// The dates of the header, in the order in which the events must happen.
enum HeaderDate: String, CaseIterable, Sendable {
  case dateOfInjury, urDenialDate, applicationReceived, dateAssigned, decisionDate
}

/// The places of the case file that rules read.
extension Rule.Place {
  static func header(_ date: HeaderDate) -> Rule.Place { Rule.Place("case." + date.rawValue, .date) }

  static let caseNumber = Rule.Place("case.number", .text)
  static let priority = Rule.Place("case.priority", .enumeration)
  static let summary = Rule.Place("clinicalCaseSummary[]", .text)
  static let description = Rule.Place("disputedItems[].description", .text)
  static let decision = Rule.Place("disputedItems[].decision", .enumeration)
  static let rationale = Rule.Place("disputedItems[].rationale[]", .text)
  static let licensure = Rule.Place("reviewer.licensure[]", .text)
  static let certifications = Rule.Place("reviewer.certifications[]", .text)
  static let guidelines = ["claimsAdministratorGuideline", "reviewerGuideline"].map {
    Rule.Place("disputedItems[].\($0)")
  }
  static let modifiedParts = ["original", "authorized", "remaining", "alternative"].map {
    Rule.Place("disputedItems[].modified.\($0)", .text)
  }
}
