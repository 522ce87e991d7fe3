import DeterminationLetters
import Foundation
import TestSupport
import Testing

/// Spellings that a name, a date or a number gets when people or programs join, divide or encode it. All people are invented.
@Suite("Confidential values in other spellings")
struct ConfidentialSpellingTests {
  private func isFound(_ value: String, in text: String) throws -> Bool {
    var root = try #require(
      try JSONSerialization.jsonObject(with: Data(SeededDefectTests.sound.utf8)) as? [String: Any])
    root["clinicalCaseSummary"] = ["Seen: \(text) in July."]
    root["confidential"] = [value]
    let source = SourceText(name: "case.json", bytes: Array(try JSONSerialization.data(withJSONObject: root)))
    return try Renderers.renderer("imr-2016").check(source).all.contains { $0.code == .confidentialValue }
  }

  @Test(
    "are found with each sign that is typed as an apostrophe",
    arguments:
      "'`\u{B4}\u{2B9}\u{2BB}\u{2BC}\u{2BD}\u{2BE}\u{2BF}\u{2C8}\u{2CA}\u{2CB}\u{2EE}\u{2018}\u{2019}\u{201B}\u{2032}\u{A78C}\u{FF07}"
      .unicodeScalars.map(\.value))
  func apostrophes(sign: UInt32) throws {
    let sign = Character(try #require(Unicode.Scalar(sign)))
    for (value, text) in [
      ("Mary O'Brien", "Mary O\(sign)Brien"), ("Mary O\(sign)Brien", "Mary O'Brien"),
      ("Mary O'Brien", "Dr. O\(sign)Brien\(sign)s chart"), ("Mary O\(sign)Brien", "M. OBrien"),
    ] {
      #expect(try isFound(value, in: text), "\(value): \(text)")
    }
  }

  @Test(
    "are found if a hyphen or an apostrophe joins words, or a space divides them",
    arguments: [
      ("Ann Smith-Jones", "Smith Jones, Ann"), ("Ann Smith-Jones", "A. Smith Jones"),
      ("Ann Smith-Jones", "Ms. Smith Jones"), ("Ann Smith-Jones", "Smith Jones, A."),
      ("Smith-Jones, Ann", "Ann Smith Jones"), ("Smith-Jones, Ann", "Ann B. Smith Jones"),
      ("Jean-Luc Test", "Test, Jean Luc"), ("Jean-Luc Test", "Jean Luc B. Test"), ("Jean-Luc Test", "J.-L. Test"),
      ("Jean Luc Test", "Test, Jean-Luc"), ("Jean Luc Test", "Jean-Luc B. Test"), ("Mary O'Brien", "M. O Brien"),
      ("Mary O'Brien", "Ms. O Brien"), ("O'Brien, Mary", "Mary O Brien"), ("Ann Smith Jones", "A. Smith-Jones"),
      ("Ann Smith Jones", "Ms. Smith-Jones"), ("Ann Smith Jones", "Smith-Jones, A."),
      ("Juan de la Cruz", "J. Delacruz"), ("Juan de la Cruz", "Mr. De-La-Cruz"),
    ])
  func joinedWords(value: String, text: String) throws { #expect(try isFound(value, in: text)) }

  @Test(
    "are found if Greek and Cyrillic letters stand for the initial or the last name",
    arguments: [
      ("Jordan Quillfeather", "\u{408}. Quillfeather"), ("Olga Oben", "Ms. \u{41E}ben"), ("Olga Oben", "\u{39F}. Oben"),
      ("\u{41E}lga Oben", "Ms. Oben"), ("Olga \u{41E}ben", "O. Oben"), ("Olga \u{39F}ben", "Oben, Olga"),
    ])
  func lookalikes(value: String, text: String) throws { #expect(try isFound(value, in: text)) }

  @Test(
    "are found as dates that touch letters, start with the year or have words between their parts",
    arguments: [
      "DOB03/09/1971", "03/09/1971A", "DOB03091971", "March 9, 1971a", "1971 March 9", "1971 Mar 9", "1971-Mar-09",
      "9 de marzo del 1971", "9MAR1971", "1971-03-09T08:00", "the 9th day of March, 1971", "1971, March 9th",
      "Seen on May 5, 1980. 1971 March 9.",
    ])
  func dates(text: String) throws { #expect(try isFound("1971-03-09", in: text)) }

  @Test(
    "are found in tags, percent-encoding, lines that were joined, and with the 1 of a telephone number",
    arguments: [
      ("Jordan Quillfeather", "Jordan%20Quillfeather"), ("José Quill", "Jos%C3%A9%20Quill"),
      ("Jordan Quill", "Jordan%2520Quill"), ("Jordan Quill", "<b>Jordan</b> Quill"),
      ("Jordan Quill", "Jordan<br/>Quill"), ("Jordan Quill", "Jor<wbr>dan Quill"),
      ("Jordan Quillfeather", "Jordan Quill- feather"), ("Jordan Quillfeather", "Jordan Quill-\n   feather"),
      ("Jane Doe", "by J. Doe\nThe worker"), ("(555) 010-0199", "+15550100199"), ("(555) 010-0199", "1-555-010-0199"),
      ("+1 555 010 0199", "(555) 010-0199"), ("1-555-010-0199", "555.010.0199"),
    ])
  func encodedTexts(value: String, text: String) throws { #expect(try isFound(value, in: text)) }

  @Test(
    "are not found in other names",
    arguments: [
      ("Mary O'Brien", "Mary O Briens"), ("Mary O'Brien", "M. Brien"), ("Jane Doe", "Ms. Doe-Smith"),
      ("Jane Doe", "J. Doe-Smith"), ("Jane Doe", "J. Quinn Doe"), ("Ann Smith-Jones", "Ms. Smith"),
      ("Ann Smith-Jones", "Ms. Jones"), ("Ann Smith-Jones", "A. Jones"), ("Ann Smith-Jones", "the smith jones"),
      ("Ann Smith-Jones", "Mr. Brown Jones"), ("Jean-Luc Test", "Luc B. Test"), ("Ann-Marie Doe", "Marie Q. Doe"),
      ("Olga Oben", "Ms. \u{41E}ber"), ("Olga Oben", "\u{43E}ben"), ("Jordan Quill", "Quill- and pen"),
      ("Ann Preston", "Ann was pre- stoned"), ("Jane Doe", "50%20 Doe"), ("Jane Doe", "a<b and Jane>Doele"),
    ])
  func otherNames(value: String, text: String) throws { #expect(try !isFound(value, in: text)) }

  @Test(
    "are not found in other dates and numbers",
    arguments: [
      ("1971-03-09", "May 5, 1971, March 9, 1980"), ("1971-03-09", "May 5, 1971; March 9 again"),
      ("1971-03-09", "05/05/1971 March 9"), ("1971-03-09", "L3-9-71"), ("1971-03-09", "L3 9/71"),
      ("1971-03-09", "3/9/71A"), ("1971-03-09", "103/09/1971"), ("1971-03-09", "03/09/19710"),
      ("1971-03-09", "March 9, 19715"), ("1971-03-09", "1971 March 10"), ("1971-03-09", "1971 March 9, 1980"),
      ("1971-03-09", "March 9b, 1971"), ("WC12-03-1971", "December 3, 1971"), ("(555) 010-0199", "25550100199"),
      ("(555) 010-0199", "215550100199"), ("(555) 010-0199", "155501001990"), ("15550100199", "A 5550100199"),
    ])
  func otherNumbers(value: String, text: String) throws { #expect(try !isFound(value, in: text)) }
}
