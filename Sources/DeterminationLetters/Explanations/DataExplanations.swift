import JSONText

/// Pages on the JSON text and on the shape of the data.
extension Explanation {
  static let json = [
    Explanation(
      .notUTF8, "The bytes of the text are not UTF-8, so some of its characters are unknown.",
      fix: "save the file as UTF-8; files from Windows programs are often in Windows-1252", source: "RFC 8259 §8.1"),
    Explanation(
      .jsonSyntax, "The text is not JSON; the place is the first byte that cannot stand where it stands.",
      fix: "mend the text there; commonest are a comma too many, a quotation mark missing, a file cut off",
      source: "RFC 8259"),
    Explanation(
      .jsonTooDeep, "Arrays and objects stand inside one another more than 512 levels deep. No case file needs ten.",
      fix: "look at what wrote the file", source: "RFC 8259 §9 lets readers set limits"),
    Explanation(
      .jsonTooLarge, "The text is longer than 16 MiB. The longest letter ever published needs a thousandth of that.",
      fix: "give many records one a line in an .ndjson file; each may have 16 MiB",
      source: "RFC 8259 §9 lets readers set limits"),
    Explanation(
      .duplicateKey,
      "A key stands twice in one object. Other programs keep the last value and lose the first in silence.",
      fix: "remove or rename one", source: "RFC 8259 §4: names should be unique"),
  ]

  static let data = [
    Explanation(
      .missingKey, "The schema requires a key that is not there. A letter would have a blank in its place.",
      fix: "add it; docs/case-file.md says what each field means",
      source: "8 CCR 9792.10.6(d); the template set's schema.json"),
    Explanation(
      .unknownKey,
      "There is no key of this name here. It may be misspelt, or it is something the letter has no place for: a reviewer's name is confidential, and the outcome is derived from the items, never given.",
      fix: "correct or remove it", source: "the template set's schema.json; Lab. Code 4610.6(f)"),
    Explanation(
      .wrongType, "A value is of another type than the schema asks for, such as a number where a text should stand.",
      fix: "write it as the type named in the message", source: "the template set's schema.json"),
    Explanation(
      .notInEnumeration, "The value is not one of the few that are allowed. They are written in lower case.",
      fix: "use one of the values named in the message", source: "the template set's schema.json"),
    Explanation(
      .empty, "A text, list or object is empty where the letter needs something: a summary, an item, a rationale.",
      fix: "fill it, or leave out the key if it is optional", source: "8 CCR 9792.10.6(d)"),
    Explanation(
      .wrongForm, "A text does not have its form: a date is YYYY-MM-DD and exists, a case number is CM16-0213037.",
      fix: "write it in the form named in the message", source: "the template set's schema.json"),
    Explanation(
      .formsConflict,
      "Keys stand together that exclude each other, or none of the forms is complete: an item has either a description or a modified request, and that either an authorized and a remaining part or an alternative.",
      fix: "keep one of the forms, whole", source: "the template set's schema.json"),
    Explanation(
      .outOfRange, "A number, a length or a count is outside of what the schema allows.",
      fix: "correct the value", source: "the template set's schema.json"),
    Explanation(
      .moreFindings, "So much is wrong with the case file that not all of it is told at once.",
      fix: "mend what is told and check again"),
    Explanation(
      .controlCharacter,
      "A text holds a control character, which paper cannot show and which could steer a terminal. A line feed is a line break and allowed.",
      fix: "remove it; write spaces for a tab"),
    Explanation(
      .confidentialValue,
      "A value of the case file's list “confidential” stands where it would be seen: in a text, a key, a file name or the finished letter. Case, accents, hyphens in numbers and invisible characters do not hide it. The message names the place and never the value.",
      fix: "remove it from that place", source: "Lab. Code 4610.6(f): the reviewer's name is confidential"),
    Explanation(
      .confidentialTooShort, "A confidential value with fewer than two letters or digits would be found everywhere.",
      fix: "give the whole name or number"),
  ]
}
