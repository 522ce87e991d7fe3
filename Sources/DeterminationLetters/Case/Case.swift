import FoundationEssentials
import JSONText

/// A case as Swift programs make and read it; encodes to the case file that `schema.json` of the template sets declares.
///
/// The types cannot hold everything the schema refuses, but not all of it: whoever renders a case learns of the rest as
/// ``Findings``, with JSON Pointers into it. Dates are days as `YYYY-MM-DD`.
///
/// ```swift
/// let letter = try renderer.render(determination)
/// ```
public struct Case: Codable, Sendable, Hashable {
  /// The header table; required by imr-2016, optional in imr-2014.
  public var header: Header?
  /// The expert reviewer's qualifications. There is no place for a name (Lab. Code 4610.6(f)).
  public var reviewer: Reviewer
  /// The clinical case summary, a paragraph an element. A line feed inside is a line break.
  public var clinicalCaseSummary: [String]
  /// The disputed items, at least one.
  public var disputedItems: [DisputedItem]
  /// Values that must appear nowhere in any output.
  public var confidential: [String]?

  /// Puts a case together.
  public init(
    header: Header? = nil, reviewer: Reviewer, clinicalCaseSummary: [String], disputedItems: [DisputedItem],
    confidential: [String]? = nil
  ) {
    self.header = header
    self.reviewer = reviewer
    self.clinicalCaseSummary = clinicalCaseSummary
    self.disputedItems = disputedItems
    self.confidential = confidential
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case header = "case"
    case reviewer, clinicalCaseSummary, disputedItems, confidential
  }

  /// What the decisions come to; derived, never typed.
  public var outcome: Outcome {
    let overturned = disputedItems.count { $0.decision == .overturned }
    return overturned == 0 ? .uphold : overturned == disputedItems.count ? .overturn : .partialOverturn
  }

  /// The outcome of a case: 158, 24 and 12 of 194 published letters.
  public enum Outcome: String, Sendable, Hashable {
    /// All items are upheld.
    case uphold = "Uphold"
    /// All items are overturned.
    case overturn = "Overturn"
    /// Some are.
    case partialOverturn = "Partial Overturn"
  }

  /// The case file: JSON in UTF-8, keys in alphabetical order, so that equal cases give equal bytes.
  public func caseFile() throws -> SourceText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return SourceText(name: header?.number ?? "case", bytes: Array(try encoder.encode(self)))
  }
}

/// The header table.
public struct Header: Codable, Sendable, Hashable {
  /// `CM`, the year in two digits, a hyphen, seven digits.
  public var number: String
  /// The day the case was assigned to review.
  public var dateAssigned: String
  /// The day of the injury.
  public var dateOfInjury: String
  /// The day of the determination.
  public var decisionDate: String
  /// The day utilization review denied or modified the treatment.
  public var urDenialDate: String
  /// The kind of review.
  public var priority: Priority
  /// The day the application for review was received.
  public var applicationReceived: String

  /// The kind of review.
  public enum Priority: String, Codable, Sendable, Hashable {
    case standard, expedited
  }

  /// Puts a header together.
  public init(
    number: String, dateAssigned: String, dateOfInjury: String, decisionDate: String, urDenialDate: String,
    priority: Priority, applicationReceived: String
  ) {
    self.number = number
    self.dateAssigned = dateAssigned
    self.dateOfInjury = dateOfInjury
    self.decisionDate = decisionDate
    self.urDenialDate = urDenialDate
    self.priority = priority
    self.applicationReceived = applicationReceived
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case number, dateAssigned, dateOfInjury, decisionDate, urDenialDate, priority, applicationReceived
  }
}

/// The expert reviewer's qualifications.
public struct Reviewer: Codable, Sendable, Hashable {
  /// States of licensure.
  public var licensure: [String]
  /// Board certifications.
  public var certifications: [String]
  /// Subspecialties; imr-2014 alone.
  public var subspecialties: [String]?

  /// Puts qualifications together.
  public init(licensure: [String], certifications: [String], subspecialties: [String]? = nil) {
    self.licensure = licensure
    self.certifications = certifications
    self.subspecialties = subspecialties
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case licensure, certifications, subspecialties
  }
}
