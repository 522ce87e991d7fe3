/// A treatment in dispute and what was decided on it (8 CCR 9792.10.6(d)).
public struct DisputedItem: Codable, Sendable, Hashable {
  /// What was requested.
  public var request: Request
  /// The decision.
  public var decision: Decision
  /// What the claims administrator based the denial on.
  public var claimsAdministratorGuideline: Guideline
  /// What the reviewer based the decision on.
  public var reviewerGuideline: Guideline
  /// Why the reviewer decided so, a paragraph an element.
  public var rationale: [String]

  /// The decision on an item.
  public enum Decision: String, Codable, Sendable, Hashable {
    /// The denial stands: not medically necessary.
    case upheld
    /// Medically necessary.
    case overturned
  }

  /// A request as it was made, or as it was authorized in part or in another form.
  public enum Request: Sendable, Hashable {
    /// The treatment.
    case description(String)
    /// Authorized in part.
    case remaining(original: String, authorized: String, remaining: String)
    /// Something else was authorized.
    case alternative(original: String, alternative: String)
  }

  /// Puts an item together.
  public init(
    request: Request, decision: Decision, claimsAdministratorGuideline: Guideline, reviewerGuideline: Guideline,
    rationale: [String]
  ) {
    self.request = request
    self.decision = decision
    self.claimsAdministratorGuideline = claimsAdministratorGuideline
    self.reviewerGuideline = reviewerGuideline
    self.rationale = rationale
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case description, modified, decision, claimsAdministratorGuideline, reviewerGuideline, rationale
  }

  enum ModifiedKeys: String, CodingKey, CaseIterable {
    case original, authorized, remaining, alternative
  }

  /// Reads an item of a case file.
  public init(from decoder: any Decoder) throws {
    let item = try decoder.container(keyedBy: CodingKeys.self)
    request = try Self.request(in: item)
    decision = try item.decode(Decision.self, forKey: .decision)
    claimsAdministratorGuideline = try item.decode(Guideline.self, forKey: .claimsAdministratorGuideline)
    reviewerGuideline = try item.decode(Guideline.self, forKey: .reviewerGuideline)
    rationale = try item.decode([String].self, forKey: .rationale)
  }

  private static func request(in item: KeyedDecodingContainer<CodingKeys>) throws -> Request {
    guard item.contains(.modified) else { return .description(try item.decode(String.self, forKey: .description)) }
    let parts = try item.nestedContainer(keyedBy: ModifiedKeys.self, forKey: .modified)
    let original = try parts.decode(String.self, forKey: .original)
    if parts.contains(.alternative) {
      return .alternative(original: original, alternative: try parts.decode(String.self, forKey: .alternative))
    }
    return .remaining(
      original: original, authorized: try parts.decode(String.self, forKey: .authorized),
      remaining: try parts.decode(String.self, forKey: .remaining))
  }

  /// Writes the item as a case file has it.
  public func encode(to encoder: any Encoder) throws {
    var item = encoder.container(keyedBy: CodingKeys.self)
    switch request {
    case .description(let text): try item.encode(text, forKey: .description)
    case .remaining(let original, let authorized, let remaining):
      var parts = item.nestedContainer(keyedBy: ModifiedKeys.self, forKey: .modified)
      try parts.encode(original, forKey: .original)
      try parts.encode(authorized, forKey: .authorized)
      try parts.encode(remaining, forKey: .remaining)
    case .alternative(let original, let alternative):
      var parts = item.nestedContainer(keyedBy: ModifiedKeys.self, forKey: .modified)
      try parts.encode(original, forKey: .original)
      try parts.encode(alternative, forKey: .alternative)
    }
    try item.encode(decision, forKey: .decision)
    try item.encode(claimsAdministratorGuideline, forKey: .claimsAdministratorGuideline)
    try item.encode(reviewerGuideline, forKey: .reviewerGuideline)
    try item.encode(rationale, forKey: .rationale)
  }
}

/// What a party based its decision on.
public enum Guideline: Codable, Sendable, Hashable {
  /// Chapters of the Medical Treatment Utilization Schedule, a citation of anything else, or both.
  case cited(mtus: [MTUSChapter]?, nonMTUS: String?)
  /// The sentence as it is to be printed.
  case verbatim(String)

  /// No medical evidence was cited.
  public static let none = Guideline.cited(mtus: [], nonMTUS: nil)

  enum CodingKeys: String, CodingKey, CaseIterable {
    case mtus, nonMTUS
  }

  /// Reads a guideline of a case file.
  public init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .verbatim(text)
      return
    }
    let parts = try decoder.container(keyedBy: CodingKeys.self)
    self = .cited(
      mtus: try parts.decodeIfPresent([MTUSChapter].self, forKey: .mtus),
      nonMTUS: try parts.decodeIfPresent(String.self, forKey: .nonMTUS))
  }

  /// Writes the guideline as a case file has it.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .verbatim(let text):
      var single = encoder.singleValueContainer()
      try single.encode(text)
    case .cited(let mtus, let nonMTUS):
      var parts = encoder.container(keyedBy: CodingKeys.self)
      try parts.encodeIfPresent(mtus, forKey: .mtus)
      try parts.encodeIfPresent(nonMTUS, forKey: .nonMTUS)
    }
  }
}

/// A chapter of the Medical Treatment Utilization Schedule.
public struct MTUSChapter: Codable, Sendable, Hashable {
  /// The chapter's name.
  public var guideline: String
  /// The chapter's year.
  public var year: Int?
  /// Sections of the chapter, printed as they stand.
  public var sections: [String]?

  /// Puts a chapter together.
  public init(guideline: String, year: Int? = nil, sections: [String]? = nil) {
    self.guideline = guideline
    self.year = year
    self.sections = sections
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case guideline, year, sections
  }
}
