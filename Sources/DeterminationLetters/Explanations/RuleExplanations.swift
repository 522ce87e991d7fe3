import JSONText

/// Pages on the rules of Independent Medical Review. All are warnings: the letters of the real world have such defects.
extension Explanation {
  private static func warning(_ code: FindingCode, _ cause: String, fix: String, source: String) -> Explanation {
    Explanation(code, cause, fix: fix, source: source, severity: .warning)
  }

  static let rules = headerRules + proseRules + itemRules

  private static let headerRules = [
    warning(
      .datesOutOfOrder,
      "The dates of the header go: injury, UR denial, application received, assigned, decision. Two are the other way round.",
      fix: "check both dates", source: "holds for 194 of 194 published letters"),
    warning(
      .caseNumberYear,
      "The two digits after CM are the year in which the application came in or the case was assigned.",
      fix: "check the number and the dates", source: "published letters"),
    warning(
      .clockExceeded,
      "A review takes at most 30 days, an expedited one 3. The clock starts with the receipt of the request and all records, which no field gives, so more days from the assignment may still be lawful.",
      fix: "check when request and records were received", source: "Lab. Code 4610.6(d)"),
    warning(
      .unknownState,
      "The entry is no state of the United States, or holds several. 63 of 194 published letters run states together without a space.",
      fix: "give each state an entry of its own, in full", source: "Lab. Code 4610.6(f); USPS Publication 28"),
    warning(
      .unknownSpecialty,
      "The entry is not in the list of specialties that boards certify. It may be misspelt (“Sports Medicinea”), or new.",
      fix: "correct it, or leave it if it is right", source: "Lab. Code 4610.6(f); lists of the ABMS and the AOA"),
  ]

  private static let proseRules = [
    warning(
      .injuryDateDiffers, "The prose dates the injury otherwise than the header, and nowhere as the header does.",
      fix: "check both dates", source: "Lab. Code 4610.6(h)(5); 1 of 114 published letters"),
    warning(
      .reviewDateDiffers,
      "The summary dates the utilization review otherwise than the header, and nowhere as the header does.",
      fix: "check both dates", source: "Lab. Code 4610.6(h)(5); 6 of 106 published letters"),
    warning(.impossibleDate, "No calendar has this day.", fix: "correct the date", source: "Lab. Code 4610.6(h)(5)"),
    warning(
      .conclusionContradicts,
      "The last plain statement of the rationale on medical necessity says the opposite of the decision. Upheld means that the denial stands: not medically necessary.",
      fix: "check the decision and the rationale", source: "Lab. Code 4610.6(h)(5); 8 CCR 9792.10.6(d)"),
    warning(
      .sexContradicts,
      "A pronoun, where nobody but the worker can be meant, or a second statement does not go with the sex that the summary states.",
      fix: "check which is right", source: "6 of 194 published letters"),
    warning(
      .unfilledSlot, "The text looks like a blank of a form: [INSERT …], TBD, XX/XX/XXXX, ____.",
      fix: "write what belongs there", source: "seen in a published record: “[INSERT FIRST TWO SENTENCES…]”"),
    warning(
      .notNormalized,
      "The text is not in Unicode's normal form NFC. The letter is set in NFC; searches in the data may fail.",
      fix: "save the text in NFC", source: "UAX #15"),
    warning(
      .replacementCharacter, "U+FFFD stands where a program could not read a character. What it was is lost.",
      fix: "write the character that was meant", source: "The Unicode Standard §5.22"),
  ]

  private static let itemRules = [
    warning(
      .outsideMTUSContradicts, "The letter says that a guideline lies outside of the MTUS, but the MTUS is cited.",
      fix: "list chapters of the MTUS under “mtus”", source: "Lab. Code 4610.5(c)(2)"),
    warning(
      .modifiedPartsContradict, "The parts of a modified request leave nothing to decide, or nothing was modified.",
      fix: "check the parts", source: "8 CCR 9792.10.6(d)"),
    warning(
      .quantitiesDoNotAddUp, "What was authorized and what remains do not add up to what was requested.",
      fix: "check the quantities", source: "8 CCR 9792.10.6(d)"),
    warning(
      .lateralityContradicts, "One text names the left, another only the right of the same part of the body.",
      fix: "check which side is meant", source: "Lab. Code 4610.6(h)(5)"),
    warning(
      .spinalLevelContradicts, "One text names a level of the spine, another only other levels of the same region.",
      fix: "check which level is meant", source: "Lab. Code 4610.6(h)(5)"),
    warning(
      .duplicateItem, "Two disputed items have the very same title. A reader cannot tell which decision is which.",
      fix: "remove one, or say what tells them apart", source: "8 CCR 9792.10.6(d)"),
  ]
}
