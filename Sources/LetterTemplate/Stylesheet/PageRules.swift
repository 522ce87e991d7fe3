import JSONText
import LetterDocument

/// What `@page` says, before the styles of its margin boxes are known.
struct PageRules: Sendable {
  /// The sheet.
  var width = 612.0, height = 792.0
  var margin = Edges(top: 72, right: 72, bottom: 72, left: 72)
  /// Other margins of the first page.
  var firstTop: Double?, firstBottom: Double?
  var boxes: [Box] = []
  /// The place of the last `@page`.
  var place: Place?

  /// A margin box (CSS Paged Media 3 §6).
  struct Box: Sendable {
    let position: MarginBox.Position
    /// Whether it stands in `@page :first`.
    let isFirst: Bool
    /// nil if the rule says nothing about the content.
    var content: Content?
    var declarations: [Stylesheet.Declaration]
    /// The place of its name.
    let place: Place
  }

  enum Content: Sendable {
    case nothing
    case pieces([MarginBox.Piece])
    /// A running element, by name.
    case element(String)
  }
}

extension PageRules {
  /// Whether margin boxes of the first page show a running element, and no others do. It is then part of the letter's text.
  func showsOnFirstPageAlone(_ name: String) -> Bool {
    let shows = boxes.filter { if case .element(let shown)? = $0.content { shown.isSame(as: name) } else { false } }
    return !shows.isEmpty && shows.allSatisfy(\.isFirst)
  }
}
