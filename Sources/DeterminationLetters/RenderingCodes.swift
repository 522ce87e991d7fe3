import Diagnostics
import PDFOutput

/// The codes of rendering: characters, fonts, layout, the environment, and defects of this program.
extension FindingCode {
  /// A control character in a text, which neither paper nor plain text can show.
  package static let controlCharacter = FindingCode("IMR-D009", "control character in a text")
  /// A Swift value that cannot be encoded as a case file.
  package static let notEncodable = FindingCode("IMR-D011", "not encodable")

  /// A font file or face is missing.
  package static let fontMissing = FindingCode("IMR-F001", "font not found")
  /// A file in the font folder is not a usable font.
  package static let badFont = FindingCode("IMR-F002", "font not usable")
  /// A character that the letter's font does not have.
  package static let glyphMissing = FindingCode("IMR-F003", "character not in the font")
  /// Something that does not fit its place on the page.
  package static let doesNotFit = FindingCode("IMR-F004", "does not fit the page")
  /// A letter that could not be an accessible, archival PDF: the template set lacks something.
  package static let notConforming = FindingCode("IMR-F005", "PDF would not conform")

  /// A character of a script, or a mark, that this typesetter cannot set.
  package static let scriptUnsupported = FindingCode("IMR-F006", "script cannot be set yet")

  /// Text that does not leave room for something with a fixed place.
  package static let fixedPlaceTaken = FindingCode("IMR-F007", "no room in a fixed place")

  /// A signed letter where a new letter would be written.
  package static let signedLetter = FindingCode("IMR-O006", "signed letter in the way")

  /// A variable of the environment that cannot be used.
  package static let badEnvironment = FindingCode("IMR-I003", "environment variable not usable")
  /// An option that cannot be used.
  package static let badOption = FindingCode("IMR-I004", "option not usable")
  /// A file that differs from its case, or from the manifest of its batch.
  package static let verificationFailed = FindingCode("IMR-V001", "file differs from its case or its manifest")
  /// A PDF that cannot be read, so that nothing can be said about its words.
  package static let unreadablePDF = FindingCode("IMR-V002", "PDF cannot be read")
  /// Something that should not be possible.
  package static let defect = FindingCode("IMR-X001", "defect of this program")
}

extension Explanation {
  /// What the codes of rendering mean.
  package static let rendering = [
    Explanation(
      .controlCharacter,
      "A text contains a control character. Paper cannot show it, and it could control a terminal. A line feed is a line break, so it is allowed.",
      fix: "remove it; write spaces for a tab"),
    Explanation(
      .notEncodable, "The Swift value that was given to the library cannot be written as JSON.",
      fix: "encode the value in your own code, to see why"),
    Explanation(
      .fontMissing,
      "The stylesheet asks for a face that the font folder does not have. Fonts never come from the system.",
      fix: "add the file to Fonts, or give --font-path"),
    Explanation(
      .badFont, "A file in the font folder is not a TrueType font, or it is damaged.", fix: "replace or remove it"),
    Explanation(
      .glyphMissing,
      "The letter's font has no glyph for a character of the case. A box or a gap in its place would change what the letter says.",
      fix: "write it in other characters", source: "ISO 14289-1 §7.21.8; ISO 19005-2 §6.2.11.8"),
    Explanation(
      .doesNotFit,
      "Something is larger than its place: a character is wider than its line, or the letter has more pages or parts than a PDF can have.",
      fix: "shorten it, or change the stylesheet"),
    Explanation(
      .notConforming,
      "The letter would not be an accessible, archival PDF. Most often its title is empty, too long, or has a character that no title can have.",
      fix: "correct the value of the case that the finding names, or the title in letter.html",
      source: "ISO 14289-1 (PDF/UA-1); ISO 19005-2 (PDF/A-2a)"),
    Explanation(
      .scriptUnsupported,
      "A character belongs to a script that this program cannot set, or it is a mark that does not combine with the character before it. It would be drawn in the wrong order or in the wrong place. Latin, Greek and Cyrillic text can be set.",
      fix: "write it in other characters", source: "UAX #9; UAX #24"),
    Explanation(
      .fixedPlaceTaken,
      "Something has a fixed place on the page, such as the field for a signature, and the text of this case reaches into it.",
      fix: "shorten the case, or move the place (for a signature: --signature-field, or the manifest)"),
    Explanation(
      .signedLetter,
      "A file with the name of the new letter is signed, or it cannot be read, so it may be signed. If the letter took its place, the signature would be lost. So the file stays as it is, and the letter is not written.",
      fix: "move the signed letter to another folder, or remove it", source: "ISO 32000-1 §12.8.1"),
    Explanation(
      .badEnvironment, "A variable of the environment has a value that cannot be used.", fix: "correct or unset it",
      source: "reproducible-builds.org, SOURCE_DATE_EPOCH"),
    Explanation(
      .badOption, "An option has a value that cannot be used, or options exclude each other.",
      fix: "the message says which values or options can be used; imr-letters help batch describes them"),
    Explanation(
      .verificationFailed,
      "A PDF has other bytes than the letter of its case, or something was appended to it that changes the letter. Or a file of a batch has other bytes than its manifest says.",
      fix:
        "make the letter again, with the template set, the fonts and the version of this program that it was made with"),
    Explanation(
      .unreadablePDF,
      "A file that should be the letter of a case has other bytes. It is no PDF, it is damaged, or another program wrote it anew. So its words cannot be compared.",
      fix: "make the letter again"),
    Explanation(
      .defect, "Something happened that should be impossible.",
      fix: "please report it, with the structure of the case file but without its content"),
  ]
}

extension LetterSetter {
  /// What the PDF writer throws, as findings.
  static func asFindings<Result>(_ write: () throws(PDFError) -> Result) throws(Findings) -> Result {
    do {
      return try write()
    } catch PDFError.subsetting(let face) {
      throw Findings(
        Finding(.badFont, "no subset can be made of the font \(face)", fix: "replace it with the original file"))
    } catch PDFError.notConforming(let demands, let standard) {
      throw Findings(
        demands.map {
          Finding(
            .notConforming, "the template set makes letters that do not meet “\($0.rawValue)”, \($0.clauses(standard))",
            fix: "correct letter.html")
        })
    } catch {
      throw Findings(Finding(.defect, "\(error)", fix: "please report it, without the content of the case file"))
    }
  }
}
