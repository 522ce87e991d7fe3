import DeterminationLetters
import JSONText
import TemplateTools

/// A letter with everything that a preview shows of it.
struct PreviewLetter: Sendable {
  let renderer: LetterRenderer
  let letter: RenderedLetter
  let map: LetterMap
  let pages: [String]

  /// - Throws: everything that is wrong with the case.
  init(_ source: SourceText, _ renderer: LetterRenderer) throws(Findings) {
    self.renderer = renderer
    let document = try JSONDocument(parsing: source)
    letter = try renderer.render(document)
    map = try LetterTrace(valid: document, renderer).map()
    pages = PageDrawing(map).pages
  }
}
