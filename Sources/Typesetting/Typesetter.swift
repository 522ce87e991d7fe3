import LetterDocument

/// Sets a letter on pages, in stages: flow (glyphs, lines, boxes), page breaks, assembly, running feet. Each stage takes the value that the
/// stage before returned, and returns a new one.
package struct Typesetter: Sendable {
  /// The faces that letters may be set in.
  package let fonts: FontLibrary

  /// Makes a typesetter.
  package init(fonts: FontLibrary) {
    self.fonts = fonts
  }

  /// The letter on its pages.
  /// - Throws: every reason why it cannot be set: missing glyphs, missing faces, things too large for a page.
  package func typeset(_ letter: Letter) throws(TypesettingError) -> TypesetLetter {
    let flow = FlowBuilder.flow(of: letter, fonts: fonts)
    var composition = flow.composition
    var pages = PagedLetter()
    do throws(TypesettingProblem) {
      let distributions = try PageBreaker.pages(of: flow.galley.boxes, style: letter.page)
      pages = PageAssembler.pages(of: flow.galley, distributions, style: letter.page)
    } catch {
      composition.report(error)
    }
    if !letter.page.feet.isEmpty { (pages, composition) = RunningFootSetter.feet(of: letter, on: pages, composition) }
    return try composition.finish(pages)
  }
}
