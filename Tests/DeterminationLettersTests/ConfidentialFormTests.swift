import DeterminationLetters
import Foundation
import TestSupport
import Testing

/// The forms in which people write names, numbers and dates; docs/confidential-values.md lists them. All are invented.
@Suite("Confidential values in other forms")
struct ConfidentialFormTests {
  private func isFound(_ value: String, in text: String) throws -> Bool {
    var root = try #require(
      try JSONSerialization.jsonObject(with: Data(SeededDefectTests.sound.utf8)) as? [String: Any])
    root["clinicalCaseSummary"] = [text]
    root["confidential"] = [value]
    let source = SourceText(name: "case.json", bytes: Array(try JSONSerialization.data(withJSONObject: root)))
    return try Renderers.renderer("imr-2016").check(source).all.contains { $0.code == .confidentialValue }
  }

  @Test(
    "are found",
    arguments: [
      ("Ann Strauß", "Seen by ANN STRAUSS."), ("Ann Strauss", "Seen by Ann Strauß."), ("Łukasz Test", "Lukasz Test"),
      ("Bjørn Test", "BJORN TEST"), ("Đorđe Test", "Dorde Test"), ("Æsa Test", "Aesa Test"),
      ("Irmak Test", "ırmak Test"),
      ("Νίκος Tester", "ΝΙΚΟΣ TESTER"), ("Jordan Quill", "Jord\u{430}n Quill"), ("Kora Quill", "\u{39A}ora Quill"),
      ("Jordan Quill", "J o r d a n  Q u i l l"), ("Jordan Quill", "JordanQuill"), ("Jordan Quill", "JORDAN\nQUILL"),
      ("Jordan Quillfeather", "Jordan Quill-\nfeather"), ("Jordan Quill", "Jordan&nbsp;Quill"),
      ("Jordan Quill", "Jordan&#160;Quill"), ("José Quill", "Jos&eacute; Quill"),
      ("Jordan Quill", "Jor\u{AD}dan\u{200B} Quill"),
      ("José Quill", "Jos&#233; Quill"), ("José Quill", "Jos&#xE9; Quill"), ("José Quill", "Jos&#0000000000233; Quill"),
      ("José Quill", "Jos&#233 Quill"), ("José Quill", "Jos&eacute Quill"),
      ("Zoë Ångström", "Zo&#235; &#8491;ngstr&#246;m"),
      ("김철수", "seen: &#xAE40;&#xCCA0;&#xC218;"), ("Ann Strauß", "Ann Strau&szlig;"),
      ("Łukasz Test", "&Lstrok;ukasz Test"),
      ("Jordan Quill", "Jor&shy;dan Quill"), ("Ann O'Brien", "Ann O&#146;Brien"),
      ("Jordan Quill", "Jo\u{20DD}rdan Quill"),
      ("Jane Doe", "DOE, JANE was seen"), ("Doe, Jane", "Jane Doe was seen"), ("Jane Doe", "Doe Jane"),
      ("Jane Doe", "J. Doe was seen"), ("Jane Doe", "Doe, J. was seen"), ("Jane Doe", "Jane Q. Doe"),
      ("Jane Doe", "J. Q. Doe"),
      ("Jane Doe", "JANE QUINN DOE"), ("Jane Quinn Doe", "Jane Doe"), ("Jane Q. Doe", "Doe, Jane"),
      ("Jane Doe, M.D.", "Dr. Doe wrote"),
      ("Dr. Jane Doe", "Jane Doe"), ("Jane Doe", "Ms. Doe's chart"), ("Ann O'Brien", "Ann OBrien"),
      ("Ann Smith-Jones", "Dr. Smith-Jones"),
      ("Juan de la Cruz", "J. de la Cruz"), ("Juan de la Cruz", "Mr. de la Cruz"), ("Juan de la Cruz", "J. Cruz"),
      ("Juan de la Cruz, M.D.", "Dr. de la Cruz"), ("Ludwig van Beethoven", "L. van Beethoven"),
      ("Ludwig van Beethoven", "Dr. Van Beethoven"), ("Maria García López", "M. García López"),
      ("Maria García López", "M. Garcia"), ("Maria García López", "Sra. García López"),
      ("Jane Quinn Doe", "J. Quinn Doe"), ("Jane Quinn Ann Doe", "J. Q. A. Doe"), ("Élodie Martin", "E. Martin"),
      ("Борис Жуков", "Б. Жуков"), ("Νίκος Παπάς", "Ν. Παπάς"),
      ("WC-123-456789", "WC 123.456.789"), ("WC-123-456789", "WC123456789A"),
      ("WC-123-456789", "claim no. xWC-123-456789"),
      ("1971-03-09", "nacida el 9 de marzo de 1971"), ("9 de sept de 1971", "born 1971-09-09"),
      ("1971-03-09", "born on the 9th of March, 1971"), ("1971-03-09", "born 03/09/1971"),
      ("1971-03-09", "born 3/9/71"), ("1971-03-09", "born March 9, 1971"),
      ("1971-03-09", "born 9 Mar 1971"), ("1971-03-09", "born Mar. 9th, 1971"), ("March 9, 1971", "born 1971-03-09"),
      ("03/09/1971", "born 19710309"),
    ])
  func areFound(value: String, text: String) throws {
    #expect(try isFound(value, in: text))
  }

  @Test(
    "are not found in other words",
    arguments: [
      ("Doe", "This does not apply."), ("Jane Doe", "Jane Dowson was seen."), ("Jane Doe", "A doe was seen."),
      ("Al Lover", "He went all over."), ("Ann Ex", "The annex was closed."),
      ("Justin Case", "It was brought just in case."),
      ("Jane Doe", "Dr. Quinn Doe"), ("Jane Quinn Doe", "Dr. Quinn"), ("Jane Quinn Doe", "K. Quinn"),
      ("John Michael Smith", "Mr. Michael Brown"), ("Juan de la Cruz", "the cruz de la vida"),
      ("WC-123-456789", "WC 123 4567890"), ("77", "1977 and 778"), ("Alpha Clinic", "She went to a clinic."),
      ("1971-03-09", "seen on 03/09/1972"), ("1971-03-09", "March 10, 1971"), ("Jane May", "They may return in May."),
    ])
  func areNotFound(value: String, text: String) throws {
    #expect(try !isFound(value, in: text))
  }

  @Test("are looked for in linear time, in texts and lists that were made to take long")
  func isLinear() throws {
    func steps(_ value: String, _ text: String) throws -> Double {
      let (found, seconds) = try WorkTime.measure { try isFound(value, in: text) }
      #expect(found || text.hasSuffix("b"))
      return seconds
    }
    let (small, large) = (50_000, 200_000)
    let a = try steps(String(repeating: "a", count: small), String(repeating: "a ", count: small / 2) + "b")
    let b = try steps(String(repeating: "a", count: large), String(repeating: "a ", count: large / 2) + "b")
    #expect(b < 12 * a + 0.5, "\(a) s, then \(b) s for four times the text")
  }
}
