import LetterDocument
import TemplateTools
import Typesetting

/// Draws a page as SVG, from the places that the PDF has too. Words are texts, so that they can be selected and marked.
struct PageDrawing {
  private let map: LetterMap

  init(_ map: LetterMap) {
    self.map = map
  }

  /// All pages. Each word has its index in the attribute `data-w`.
  var pages: [String] {
    var words = [String](repeating: "", count: map.pages.pages.count)
    for (index, word) in map.words.enumerated() { words[word.page - 1] += draw(word, index) }
    return zip(map.pages.pages, words).map { page, words in
      let size = "\(MarkupText.number(page.width)) \(MarkupText.number(page.height))"
      return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\" aria-hidden=\"true\">"
        + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>" + shapes(of: page) + words + "</svg>"
    }
  }

  /// The name by which the browser knows a face.
  static func name(of face: FontFace) -> String {
    // Two faces can have one PostScript name.
    "letter-"
      + face.name.description.unicodeScalars.map { scalar in
        scalar.properties.isAlphabetic && scalar.isASCII ? String(scalar) : "-\(scalar.value)"
      }.joined()
  }

  private func draw(_ word: PlacedWord, _ index: Int) -> String {
    word.pieces.map { piece in
      let family = MarkupText.attribute(Self.name(of: map.pages.faces[piece.face]))
      let mark = word.isText ? " data-w=\"\(index)\"" : ""
      return
        "<text x=\"\(MarkupText.number(piece.x))\" y=\"\(MarkupText.number(word.baseline))\" font-family=\"\(family)\""
        + " font-size=\"\(MarkupText.number(piece.size))\"\(fill(piece.color))\(mark)>\(MarkupText.text(piece.text))</text>"
    }.joined()
  }

  private func shapes(of page: Page) -> String {
    let fills = page.fills.map { fill in
      "<rect \(box(fill.x, fill.y, fill.width, fill.height)) fill=\"\(fill.color.css)\"/>"
    }
    let pictures = page.pictures.map { picture in
      "<image \(box(picture.x, picture.y, picture.width, picture.height)) preserveAspectRatio=\"none\""
        + " href=\"\(picture.image.dataURL)\"/>"
    }
    let rules = page.rules.map { rule in
      "<line x1=\"\(MarkupText.number(rule.x0))\" y1=\"\(MarkupText.number(rule.y0))\" x2=\"\(MarkupText.number(rule.x1))\" y2=\"\(MarkupText.number(rule.y1))\""
        + " stroke-width=\"\(MarkupText.number(rule.thickness))\" stroke=\"\(rule.color.css)\"/>"
    }
    return (fills + pictures + rules).joined()
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    "x=\"\(MarkupText.number(x))\" y=\"\(MarkupText.number(y))\" width=\"\(MarkupText.number(width))\" height=\"\(MarkupText.number(height))\""
  }

  private func fill(_ color: Color) -> String { color == .black ? "" : " fill=\"\(color.css)\"" }
}
