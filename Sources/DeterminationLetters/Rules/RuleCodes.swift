import JSONText

/// The codes of the rules of Independent Medical Review.
extension FindingCode {
  /// The dates of the header are not in the order in which a case goes.
  public static let datesOutOfOrder = FindingCode("IMR-R001", "dates out of order")
  /// The year in the case number is not the year in which the case came in.
  public static let caseNumberYear = FindingCode("IMR-R002", "year of the case number")
  /// More time from assignment to decision than the law gives.
  public static let clockExceeded = FindingCode("IMR-R003", "more days than the review may take")
  /// The prose gives another day of injury than the header.
  public static let injuryDateDiffers = FindingCode("IMR-R004", "day of injury differs")
  /// The prose gives another day of utilization review than the header.
  public static let reviewDateDiffers = FindingCode("IMR-R005", "day of utilization review differs")
  /// A date in the prose that no calendar has.
  public static let impossibleDate = FindingCode("IMR-R006", "date that does not exist")

  /// The rationale concludes the opposite of the decision.
  public static let conclusionContradicts = FindingCode("IMR-R010", "rationale contradicts the decision")
  /// A guideline that says it lies outside of the MTUS and cites the MTUS.
  public static let outsideMTUSContradicts = FindingCode("IMR-R011", "outside of the MTUS, yet citing it")
  /// A modified request whose parts leave nothing to decide.
  public static let modifiedPartsContradict = FindingCode("IMR-R012", "parts of a modified request")
  /// A modified request whose quantities do not add up.
  public static let quantitiesDoNotAddUp = FindingCode("IMR-R013", "quantities do not add up")

  /// A pronoun or a second statement that contradicts the sex stated.
  public static let sexContradicts = FindingCode("IMR-R020", "sex and pronoun")
  /// Left here, right there.
  public static let lateralityContradicts = FindingCode("IMR-R021", "left and right")
  /// Another level of the spine here than there.
  public static let spinalLevelContradicts = FindingCode("IMR-R022", "level of the spine")
  /// The same disputed item twice.
  public static let duplicateItem = FindingCode("IMR-R023", "disputed item twice")

  /// A blank that nobody filled.
  public static let unfilledSlot = FindingCode("IMR-R030", "slot not filled")
  /// Text that is not in Unicode's normal form NFC.
  public static let notNormalized = FindingCode("IMR-R031", "text not in NFC")
  /// U+FFFD: a character was lost before the case file was written.
  public static let replacementCharacter = FindingCode("IMR-R032", "replacement character")

  /// A value of the list `confidential` occurs where something is written.
  public static let confidentialValue = FindingCode("IMR-C001", "confidential value")
  /// A confidential value that is too short to be looked for.
  public static let confidentialTooShort = FindingCode("IMR-C002", "confidential value too short")

  /// A state that is none, or several in one entry.
  public static let unknownState = FindingCode("IMR-R040", "unknown state")
  /// A specialty that no board is known to certify.
  public static let unknownSpecialty = FindingCode("IMR-R041", "unknown specialty")
}
