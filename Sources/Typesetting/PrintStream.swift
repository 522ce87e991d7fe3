/// Letters joined into a single document, for a mail house that prints large files. Each letter has the same pages and structure as in a
/// file of its own. Its structure is inside a part (PDF 32000-1 §14.8.4.2).
package struct PrintStream: Sendable {
  /// The document so far.
  package private(set) var document = TypesetLetter()
  /// Whether each letter starts on the front of a sheet. If so, a blank page follows each letter with an odd number of pages.
  package let isDuplex: Bool
  private var faces: [FontFace.Description: Int] = [:]

  /// A print stream without letters.
  package init(isDuplex: Bool) {
    self.isDuplex = isDuplex
    document.elements = [StructureElement(kind: .document, parent: nil)]
  }

  /// How many pages a letter takes, including the blank one.
  package static func pages(of letterPages: Int, isDuplex: Bool) -> Int {
    isDuplex ? letterPages + letterPages % 2 : letterPages
  }

  /// Appends a letter.
  /// - Parameter title: the text of its bookmark.
  /// - Returns: the index of its first page.
  @discardableResult
  package mutating func append(_ letter: TypesetLetter, title: String) -> Int {
    let firstPage = document.pages.count
    document.firstPages.append(firstPage)
    let shift = Shift(
      faces: letter.faces.map { index(of: $0) }, glyphs: document.glyphs.count, runs: document.runs.count,
      elements: document.elements.count, pages: firstPage, title: title)
    for (face, codePoints) in zip(shift.faces, letter.codePoints) { document.codePoints[face].formUnion(codePoints) }
    document.glyphs += letter.glyphs
    document.runs += letter.runs.map(shift.moved)
    document.elements += letter.elements.map(shift.moved)
    // The letter's document element has become its part.
    document.headings.append(HeadingPlace(level: 1, text: title, page: firstPage, y: 0, element: shift.elements))
    document.headings += letter.headings.map { heading in
      HeadingPlace(
        level: heading.level + 1, text: heading.text, page: firstPage + heading.page, y: heading.y,
        element: heading.element + shift.elements)
    }
    document.pages += letter.pages.map(shift.moved)
    if isDuplex, letter.pages.count % 2 == 1, let last = letter.pages.last {
      document.pages.append(Page(width: last.width, height: last.height))
    }
    return firstPage
  }

  private mutating func index(of face: FontFace) -> Int {
    if let known = faces[face.name] { return known }
    document.faces.append(face)
    document.codePoints.append(CodePointSet())
    faces[face.name] = document.faces.count - 1
    return document.faces.count - 1
  }

  /// How far a letter's indices move when it is appended.
  private struct Shift {
    let faces: [Int]
    let glyphs: Int
    let runs: Int
    let elements: Int
    let pages: Int
    let title: String

    func moved(_ element: StructureElement) -> StructureElement {
      guard let parent = element.parent else {
        return StructureElement(kind: .part(title: title), parent: 0, marks: element.marks)
      }
      var kind = element.kind
      if case .dataCell(let span, let headers) = kind, !headers.isEmpty {
        kind = .dataCell(span, headers: headers.map { $0 + elements })
      }
      return StructureElement(kind: kind, parent: parent + elements, marks: element.marks)
    }

    func moved(_ page: Page) -> Page {
      var page = page
      page.lines = page.lines.map(moved)
      if !page.headers.isEmpty { page.headers = page.headers.map(moved) }
      if !page.feet.isEmpty { page.feet = page.feet.map(moved) }
      if !page.repeatedHeads.isEmpty { page.repeatedHeads = page.repeatedHeads.map(moved) }
      for index in page.pictures.indices {
        page.pictures[index].element = page.pictures[index].element.map { $0 + elements }
      }
      if !page.annotations.isEmpty { page.annotations = page.annotations.map(moved) }
      return page
    }

    func moved(_ run: Run) -> Run {
      Run(
        x: run.x, face: faces[run.face], size: run.size, color: run.color, element: run.element.map { $0 + elements },
        glyphs: run.glyphs.moved(by: glyphs))
    }

    private func moved(_ annotation: Annotation) -> Annotation {
      var annotation = annotation
      annotation.element = annotation.element.map { $0 + elements }
      if case .link(.place(let page, let y, let element), let text) = annotation.kind {
        annotation.kind = .link(to: .place(page: page + pages, y: y, element: element + elements), text: text)
      }
      return annotation
    }

    private func moved(_ line: Line) -> Line { Line(baseline: line.baseline, runs: line.runs.moved(by: runs)) }
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
