import Diagnostics
import JSONText

extension LetterRenderer {
  /// Everything that is wrong with a case file of which files of some formats are made. Without a PDF no fonts and pages are needed, unless
  /// the text has a number of pages.
  package func check(_ document: JSONDocument, for formats: [LetterFormat]) -> Findings {
    guard !formats.contains(.pdf) else { return check(document) }
    do throws(Findings) {
      let letter = try render(document)
      return letter.letter.textHasCounters ? check(document) : letter.warnings
    } catch {
      return error
    }
  }
}
