// Written by `make record` from the schemas of the IMR template sets; do not edit. A test keeps it in step.
//
// The types rule out much of what the schema rejects, but not all of it. Rendering a case reports the rest as `Findings` with JSON
// Pointers. Dates are days as `YYYY-MM-DD`.

/// Case file of an IMR Final Determination letter, edition of 2016.
public struct Case: Codable, Sendable, Hashable {
  /// The header table.
  public var `case`: Header?
  /// The expert reviewer's qualifications; the name is confidential and has no place here.
  public var reviewer: Reviewer
  /// The clinical case summary. Paragraphs of prose. A line feed inside a paragraph is a line break; runs of spaces stay.
  public var clinicalCaseSummary: [String]
  /// What was disputed, and how it was decided, item by item.
  public var disputedItems: [DisputedItem]
  /// Names and numbers that must appear in no letter, file name or message. They are also found with other capitals, accents and hyphens.
  public var confidential: [String]?

  /// Makes a value of its parts.
  public init(
    case: Header? = nil,
    reviewer: Reviewer,
    clinicalCaseSummary: [String],
    disputedItems: [DisputedItem],
    confidential: [String]? = nil
  ) {
    self.case = `case`
    self.reviewer = reviewer
    self.clinicalCaseSummary = clinicalCaseSummary
    self.disputedItems = disputedItems
    self.confidential = confidential
  }
}

/// The header table.
public struct Header: Codable, Sendable, Hashable {
  /// Case number. CM, the year in two digits, a hyphen, seven digits: CM16-0213037.
  public var number: String
  /// The day the case was assigned to review. A day as YYYY-MM-DD.
  public var dateAssigned: String
  /// The day of the injury. A day as YYYY-MM-DD.
  public var dateOfInjury: String
  /// The day of the determination. A day as YYYY-MM-DD.
  public var decisionDate: String
  /// The day utilization review denied or modified the treatment. A day as YYYY-MM-DD.
  public var urDenialDate: String
  /// The kind of review.
  public var priority: Priority
  /// The day the application for review was received. A day as YYYY-MM-DD.
  public var applicationReceived: String

  /// Makes a value of its parts.
  public init(
    number: String,
    dateAssigned: String,
    dateOfInjury: String,
    decisionDate: String,
    urDenialDate: String,
    priority: Priority,
    applicationReceived: String
  ) {
    self.number = number
    self.dateAssigned = dateAssigned
    self.dateOfInjury = dateOfInjury
    self.decisionDate = decisionDate
    self.urDenialDate = urDenialDate
    self.priority = priority
    self.applicationReceived = applicationReceived
  }
}

/// The kind of review.
public enum Priority: String, Codable, Sendable, Hashable, CaseIterable {
  /// `standard`
  case standard
  /// `expedited`
  case expedited
}

/// The expert reviewer's qualifications; the name is confidential and has no place here.
public struct Reviewer: Codable, Sendable, Hashable {
  /// States of licensure.
  public var licensure: [String]
  /// Board certifications.
  public var certifications: [String]
  /// Subspecialties.
  public var subspecialties: [String]?

  /// Makes a value of its parts.
  public init(
    licensure: [String],
    certifications: [String],
    subspecialties: [String]? = nil
  ) {
    self.licensure = licensure
    self.certifications = certifications
    self.subspecialties = subspecialties
  }
}

/// A disputed item.
public struct DisputedItem: Codable, Sendable, Hashable {
  /// The treatment in dispute. Give either this or “modified”. Text that is not blank.
  public var description: String?
  /// A request that was authorized in part or in another form. Give either this or “description”.
  public var modified: ModifiedRequest?
  /// The decision. upheld: the denial stands, the treatment is not medically necessary; overturned: the treatment is medically necessary.
  public var decision: Decision
  /// What the claims administrator based the denial on. The cited guidelines, or a whole sentence that is printed unchanged.
  public var claimsAdministratorGuideline: Guideline
  /// What the reviewer based the decision on. The cited guidelines, or a whole sentence that is printed unchanged.
  public var reviewerGuideline: Guideline
  /// Why the reviewer decided so. Paragraphs of prose. A line feed inside a paragraph is a line break; runs of spaces stay.
  public var rationale: [String]

  /// Makes a value of its parts.
  public init(
    description: String? = nil,
    modified: ModifiedRequest? = nil,
    decision: Decision,
    claimsAdministratorGuideline: Guideline,
    reviewerGuideline: Guideline,
    rationale: [String]
  ) {
    self.description = description
    self.modified = modified
    self.decision = decision
    self.claimsAdministratorGuideline = claimsAdministratorGuideline
    self.reviewerGuideline = reviewerGuideline
    self.rationale = rationale
  }
}

/// A request that was authorized in part or in another form. Give either this or “description”.
public struct ModifiedRequest: Codable, Sendable, Hashable {
  /// What was requested. Text that is not blank.
  public var original: String
  /// The part that was authorized. Give “remaining” too. Text that is not blank.
  public var authorized: String?
  /// The part that is left in dispute. Give “authorized” too. Text that is not blank.
  public var remaining: String?
  /// What was authorized in its place. Give only this and “original”. Text that is not blank.
  public var alternative: String?

  /// Makes a value of its parts.
  public init(
    original: String,
    authorized: String? = nil,
    remaining: String? = nil,
    alternative: String? = nil
  ) {
    self.original = original
    self.authorized = authorized
    self.remaining = remaining
    self.alternative = alternative
  }
}

/// The decision. upheld: the denial stands, the treatment is not medically necessary; overturned: the treatment is medically necessary.
public enum Decision: String, Codable, Sendable, Hashable, CaseIterable {
  /// `upheld`
  case upheld
  /// `overturned`
  case overturned
}

/// What the reviewer based the decision on. The cited guidelines, or a whole sentence that is printed unchanged.
public enum Guideline: Codable, Sendable, Hashable {
  /// A value of String.
  case text(String)
  /// A value of Citations.
  case citations(Citations)

  /// Reads the form that the data have.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(String.self) {
      self = .text(value)
      return
    }
    self = .citations(try container.decode(Citations.self))
  }

  /// Writes the value in its form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .citations(let value): try container.encode(value)
    }
  }
}

/// Citations.
public struct Citations: Codable, Sendable, Hashable {
  /// Chapters of the Medical Treatment Utilization Schedule. Empty: no evidence was cited. If you cite only “nonMTUS”, leave this out.
  public var mtus: [MTUSChapter]?
  /// A citation of anything else. Printed unchanged, so write the full stop too.
  public var nonMTUS: String?

  /// Makes a value of its parts.
  public init(
    mtus: [MTUSChapter]? = nil,
    nonMTUS: String? = nil
  ) {
    self.mtus = mtus
    self.nonMTUS = nonMTUS
  }
}

/// See the schema.
public struct MTUSChapter: Codable, Sendable, Hashable {
  /// The chapter's name. Text that is not blank.
  public var guideline: String
  /// The chapter's year.
  public var year: Int?
  /// Sections of the chapter, printed unchanged.
  public var sections: [String]?

  /// Makes a value of its parts.
  public init(
    guideline: String,
    year: Int? = nil,
    sections: [String]? = nil
  ) {
    self.guideline = guideline
    self.year = year
    self.sections = sections
  }
}
