import JSONText

/// A valid case file as the rules read it: its dates as days, its prose cut into words, each with its place.
struct CaseReading: Sendable {
  /// A date of the header.
  struct HeaderDate: Sendable {
    let value: JSONValue
    let day: CalendarDate
  }

  /// A disputed item.
  struct Item: Sendable {
    let value: JSONValue
    /// The description, or the parts of a modified request in the order of the file.
    let title: [Prose]
    let isUpheld: Bool
    /// Guidelines that the claims administrator and the reviewer cite.
    let guidelines: [JSONValue]
    let rationale: [Prose]
    /// The parts of a modified request by their keys.
    let modified: [String: Prose]
  }

  let root: JSONValue
  /// Every text of the case file.
  let texts: [CaseText]
  let summary: [Prose]
  let items: [Item]
  /// All prose of the letter: summary, titles, rationales.
  let prose: [Prose]

  init(_ document: JSONDocument, texts: [CaseText]) {
    root = document.root
    self.texts = texts
    summary = Self.texts(root["clinicalCaseSummary"])
    items = (root["disputedItems"]?.array ?? []).map(Self.item)
    prose = summary + items.flatMap { $0.title + $0.rationale }
  }

  /// A date of the header by its key.
  func date(_ key: String) -> HeaderDate? {
    guard let value = root["case"]?[key], let day = value.string.flatMap(CalendarDate.init(iso:)) else { return nil }
    return HeaderDate(value: value, day: day)
  }

  private static func texts(_ value: JSONValue?) -> [Prose] { (value?.array ?? []).map(Prose.init) }

  private static func item(_ value: JSONValue) -> Item {
    let parts = value["modified"]?.object?.members ?? []
    let modified = Dictionary(parts.map { ($0.key, Prose($0.value)) }) { first, _ in first }
    return Item(
      value: value,
      title: value["description"].map { [Prose($0)] } ?? parts.compactMap { modified[$0.key] },
      isUpheld: value["decision"]?.string == "upheld",
      guidelines: ["claimsAdministratorGuideline", "reviewerGuideline"].compactMap { value[$0] },
      rationale: texts(value["rationale"]), modified: modified)
  }
}
