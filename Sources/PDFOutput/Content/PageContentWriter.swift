import LetterDocument
import Typesetting

/// Writes the content stream of a page (PDF 32000-1 §7.8.2): shading and rules, pictures, text, margin boxes. Everything is either the
/// marked content of a structure element or an artifact.
struct PageContentWriter: ~Copyable {
  private let letter: TypesetLetter
  private let page: Page
  private let index: Int
  /// The codes of the characters in the composite font of each face; nil for a face that sets only Latin text.
  private let places: [CompositeFont.Places?]
  private let standard: PDFStandard
  private var bytes = ByteBuffer(capacity: 16_384)

  private var openElement: StructureElement.ID?
  /// The start of the last line of the text object, in hundredths of a point. `Td` counts from there, and rounding errors must not add up
  /// from line to line.
  private var x = 0, y = 0
  private var font: (face: Int, size: Double, isComposite: Bool)?
  private var textColor = Color.black

  /// The content of page `index`. Numbers the page's marked content in `kids`.
  static func content(
    of index: Int, in letter: TypesetLetter, places: [CompositeFont.Places?], standard: PDFStandard,
    kids: inout StructureKids
  ) -> ByteBuffer {
    var writer = PageContentWriter(
      letter: letter, page: letter.pages[index], index: index, places: places, standard: standard)
    // The blank back of a sheet is an artifact, so that screen readers skip it.
    if writer.page.isBlank { writer.bytes.append("/Artifact <</Type /Page>> BDC\nEMC\n") }
    writer.drawGraphics()
    writer.drawContent(&kids)
    writer.drawArtifacts()
    return writer.bytes
  }

  private init(letter: TypesetLetter, page: Page, index: Int, places: [CompositeFont.Places?], standard: PDFStandard) {
    self.letter = letter
    self.page = page
    self.index = index
    self.places = places
    self.standard = standard
  }

  // MARK: Artifacts

  private mutating func drawGraphics() {
    guard !page.fills.isEmpty || !page.rules.isEmpty else { return }
    bytes.append("/Artifact <</Type /Layout>> BDC\n")
    var filling: Color?
    for fill in page.fills {
      if filling != fill.color { bytes.append(fill.color, grey: "g\n", colour: "rg\n") }
      filling = fill.color
      bytes.append(fill.x, page.height - fill.y - fill.height, fill.width, fill.height)
      bytes.append("re f\n")
    }
    // The text that follows is black, the initial colour.
    if !page.fills.isEmpty { bytes.append(.black, grey: "g\n", colour: "rg\n") }
    var pen: (color: Color, thickness: Double)?
    for rule in JoinedRules.of(page.rules) {
      if pen?.color != rule.color { bytes.append(rule.color, grey: "G\n", colour: "RG\n") }
      if pen?.thickness != rule.thickness {
        bytes.append(rule.thickness)
        bytes.append("w\n")
      }
      pen = (rule.color, rule.thickness)
      bytes.append(rule.x0, page.height - rule.y0)
      bytes.append("m\n")
      bytes.append(rule.x1, page.height - rule.y1)
      bytes.append("l S\n")
    }
    bytes.append("EMC\n")
  }

  /// Text that is not part of the letter: margin boxes and repeated table heads.
  private mutating func drawArtifacts() {
    draw(page.repeatedHeads, as: "/Artifact <</Type /Pagination>> BDC\nBT\n")
    draw(page.headers, as: "/Artifact <</Type /Pagination /Subtype /Header>> BDC\nBT\n")
    draw(page.feet, as: "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nBT\n")
  }

  private mutating func draw(_ lines: [Line], as artifact: StaticString) {
    for line in lines {
      bytes.append(artifact)
      (x, y) = (0, 0)
      for run in letter.runs[line.runs] { show(run, baseline: line.baseline) }
      bytes.append("ET\nEMC\n")
    }
  }

  // MARK: Marked content

  /// Draws pictures and lines in the order of the letter, in which they also hang in the structure.
  private mutating func drawContent(_ kids: inout StructureKids) {
    var picture = 0
    func drawPictures(before element: StructureElement.ID, _ writer: inout PageContentWriter) {
      // A picture that only decorates has no place in the structure.
      while picture < writer.page.pictures.count, writer.page.pictures[picture].element ?? -1 < element {
        writer.draw(writer.page.pictures[picture], number: picture, &kids)
        picture += 1
      }
    }
    for line in page.lines {
      if picture < page.pictures.count, let run = letter.runs[line.runs].first, let element = run.element {
        drawPictures(before: element, &self)
      }
      draw(line, &kids)
    }
    drawPictures(before: .max, &self)
    closeElement()
  }

  private mutating func draw(_ picture: Picture, number: Int, _ kids: inout StructureKids) {
    closeElement()
    if let element = picture.element {
      openMarkedContent("Figure", kids.addContent(of: element, on: index, glyph: .max))
    } else {
      bytes.append("/Artifact <</Type /Layout>> BDC\n")
    }
    bytes.append("q\n")
    bytes.append(picture.width, 0, 0, picture.height)
    bytes.append(picture.x, page.height - picture.y - picture.height)
    bytes.append("cm\n/I")
    bytes.append(number: number)
    bytes.append(" Do\nQ\nEMC\n")
  }

  private mutating func draw(_ line: Line, _ kids: inout StructureKids) {
    for run in letter.runs[line.runs] {
      if let element = run.element, element != openElement {
        closeElement()
        let type = letter.elements[element].kind.structureType(standard)
        openMarkedContent(type, kids.addContent(of: element, on: index, glyph: run.glyphs.lowerBound))
        bytes.append("BT\n")
        (x, y) = (0, 0)
        openElement = element
      }
      show(run, baseline: line.baseline)
    }
  }

  private mutating func openMarkedContent(_ type: StaticString, _ mcid: Int) {
    bytes.append(UInt8(ascii: "/"))
    bytes.append(type)
    bytes.append(" <</MCID ")
    bytes.append(number: mcid)
    bytes.append(">> BDC\n")
  }

  private mutating func closeElement() {
    guard openElement != nil else { return }
    bytes.append("ET\nEMC\n")
    openElement = nil
  }

  // MARK: Text

  private mutating func show(_ run: Run, baseline: Double) {
    if run.color != textColor {
      bytes.append(run.color, grey: "g\n", colour: "rg\n")
      textColor = run.color
    }
    let isMixed = places[run.face] != nil
    if !isMixed { select(run, isComposite: false) }
    let (newX, newY) = (Self.hundredths(run.x), Self.hundredths(page.height - baseline))
    bytes.append(hundredths: newX - x)
    bytes.append(" ")
    bytes.append(hundredths: newY - y)
    (x, y) = (newX, newY)
    if isMixed {
      bytes.append(" Td\n")
      return showMixed(run)
    }
    bytes.append(" Td (")
    var start = showGlyphs(run.glyphs.prefix(PDFLimits.glyphsOfAString))
    while start < run.glyphs.upperBound {
      bytes.append(") Tj\n(")
      start = showGlyphs((start..<run.glyphs.upperBound).prefix(PDFLimits.glyphsOfAString))
    }
    bytes.append(") Tj\n")
  }

  /// Selects the simple or the composite font of a run.
  private mutating func select(_ run: Run, isComposite: Bool) {
    if let font, font.face == run.face, font.size == run.size, font.isComposite == isComposite { return }
    bytes.append(isComposite ? "/G" : "/F")
    bytes.append(number: run.face)
    bytes.append(" ")
    bytes.append(run.size)
    bytes.append("Tf\n")
    font = (run.face, run.size, isComposite)
  }

  /// Shows a run with characters of both fonts. Each string starts where the one before ends.
  private mutating func showMixed(_ run: Run) {
    let places = places[run.face]
    var start = run.glyphs.lowerBound
    while start < run.glyphs.upperBound {
      if LatinCodes.contains(letter.glyphs[start].character) {
        select(run, isComposite: false)
        bytes.append("(")
        start = showGlyphs((start..<run.glyphs.upperBound).prefix(PDFLimits.glyphsOfAString))
        bytes.append(") Tj\n")
      } else {
        select(run, isComposite: true)
        bytes.append("<")
        let end = min(run.glyphs.upperBound, start + PDFLimits.glyphsOfAString)
        while start < end, !LatinCodes.contains(letter.glyphs[start].character) {
          bytes.append(hex: places?[letter.glyphs[start].character] ?? 0)
          start += 1
        }
        bytes.append("> Tj\n")
      }
    }
  }

  private static func hundredths(_ number: Double) -> Int { Int((number * 100).rounded()) }

  /// Writes the codes of Latin characters, for a literal string, up to the first character that has none.
  /// - Returns: where it stopped.
  private mutating func showGlyphs(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    letter.glyphs.withUnsafeBufferPointer { glyphs in
      // A glyph is a character of four bytes and nothing else.
      assert(MemoryLayout<Glyph>.size == 4 && MemoryLayout<Glyph>.stride == 4)
      let characters = UnsafeRawBufferPointer(glyphs)
      bytes.append(upTo: range.count * LatinCodes.mostBytes) { output in
        var count = 0
        while index < range.upperBound {
          let plain = LatinCodes.writePlain(
            UnsafeRawBufferPointer(rebasing: characters[(index * 4)..<(range.upperBound * 4)]), to: output + count)
          count += plain
          index += plain
          // One of the next eight is something else, or there are fewer.
          let end = min(index + 8, range.upperBound)
          while index < end {
            let length = LatinCodes.write(glyphs[index].character, to: output + count)
            if length == 0 { return count }
            count += length
            index += 1
          }
        }
        return count
      }
    }
    return index
  }
}
