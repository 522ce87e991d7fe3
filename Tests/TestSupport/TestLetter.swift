import Foundation
import LetterDocument
import Typesetting

/// The fonts of the project, for tests.
package enum Fonts {
  /// The faces of Liberation.
  package static let library = FontLibrary(
    ["Serif", "Sans"].flatMap { family in
      ["Regular", "Bold", "Italic", "BoldItalic"].map { "Liberation\(family)-\($0)" }
    }.compactMap { name in
      guard let data = try? Data(contentsOf: Project.root.appendingPathComponent("Fonts/\(name).ttf")) else {
        return nil
      }
      return try? FontFace(file: Array(data))
    })

  /// The regular serif face.
  package static let serif = library[FontFace.Description(family: "Liberation Serif", isBold: false)]
}

/// A letter made in a test: blocks with styles of their own.
package struct TestLetter {
  /// The letter's styles.
  package var styles: [Style] = []
  /// Its content.
  package var blocks: [Block] = []
  /// Its pages.
  package var page = PageStyle()

  /// An empty letter.
  package init() {}

  /// Adds a style that differs from the initial one.
  package mutating func style(_ change: (inout Style) -> Void = { _ in }) -> StyleID {
    var style = Style()
    change(&style)
    styles.append(style)
    return StyleID(styles.count - 1)
  }

  /// Adds a paragraph.
  package mutating func addParagraph(_ text: String, _ change: (inout Style) -> Void = { _ in }) {
    blocks.append(.paragraph(Paragraph(style: style(change), inlines: Self.inlines(text))))
  }

  /// Adds a line in the middle of the bottom margin.
  package mutating func addFoot(_ pieces: [MarginBox.Piece], style: StyleID) {
    let position = MarginBox.Position(isTop: false, side: .center)
    styles[style.index].verticalAlignment = .middle
    page.boxes.append(MarginBox(position: position, content: .pieces(pieces), style: style))
  }

  /// Adds a heading of level 1.
  package mutating func addHeading(_ text: String) {
    blocks.append(.heading(level: 1, Paragraph(style: style { $0.breakAfter = .avoid }, inlines: Self.inlines(text))))
  }

  /// Text with “/” as the author's line break.
  package static func inlines(_ text: String) -> [Inline] {
    var inlines: [Inline] = []
    for (index, line) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { inlines.append(.lineBreak) }
      inlines.append(.text(Text(String(line), origin: .data(offset: 10, scalars: 0))))
    }
    return inlines
  }

  /// The letter.
  package var letter: Letter {
    Letter(
      language: "en", titleTexts: [Text("t", origin: .template(source: 0, offset: 0))], issuer: "i", blocks: blocks,
      styles: styles, page: page)
  }

  /// The letter on its pages.
  package func typeset() throws(TypesettingError) -> TypesetLetter {
    try Typesetter(fonts: Fonts.library).typeset(letter)
  }

  /// The lines of each page as text.
  package func pages() throws(TypesettingError) -> [[String]] {
    let result = try typeset()
    return result.pages.map { page in
      page.lines.map { line in result.runs(of: line).map { result.text($0) }.joined() }
    }
  }
}

extension Inline {
  /// Emphasized text.
  package static func strong(_ style: StyleID, _ inlines: [Inline]) -> Inline { .span(.strong, style, inlines) }
}

extension Table.Cell {
  /// A cell that describes its row, or a cell of data.
  package init(isHeader: Bool, columnSpan: Int = 1, content: Paragraph) {
    self.init(header: isHeader ? .row : nil, columnSpan: columnSpan, content: content)
  }
}

extension FontFace {
  /// Every code point that the font can show.
  package var codePoints: [UInt32] { (0..<0x2_0000).filter { glyph($0) != 0 } }
}

extension TypesetLetter {
  /// The runs of a line.
  package func runs(of line: Line) -> ArraySlice<Run> { runs[line.runs] }

  /// The first run of a line.
  package func firstRun(of line: Line) -> Run { runs[line.runs.lowerBound] }

  /// The characters of a run.
  package func text(_ run: Run) -> String {
    String(String.UnicodeScalarView(glyphs[run.glyphs].compactMap { Unicode.Scalar($0.character) }))
  }
}
