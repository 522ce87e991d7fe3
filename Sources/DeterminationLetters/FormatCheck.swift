import Diagnostics
import JSONText

extension LetterRenderer {
  /// Everything that is wrong with a case file whose letter is written in these formats. Without a PDF, fonts and pages do not matter, unless
  /// the text says how many pages there are.
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
