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
  /// The rules of each box that some page has, and its pages. What `@page :first` says about a box comes after what `@page` says.
  var boxesOfPages: [(rules: [Box], pages: MarginBox.Pages)] {
    var found: [(rules: [Box], pages: MarginBox.Pages)] = []
    for position in MarginBox.Position.all {
      let all = boxes.filter { $0.position == position }
      let (usual, first) = (all.filter { !$0.isFirst }, all.filter(\.isFirst))
      if !usual.isEmpty { found.append((usual, first.isEmpty ? .all : .others)) }
      if !first.isEmpty { found.append((usual + first, .first)) }
    }
    return found
  }

  /// The boxes that show a running element.
  func boxesOfPages(showing name: String) -> [(rules: [Box], pages: MarginBox.Pages)] {
    boxesOfPages.filter { box in
      if case .element(let shown)? = box.rules.compactMap(\.content).last { shown.isSame(as: name) } else { false }
    }
  }

  /// Whether margin boxes of the first page show a running element, and no others do. It is then part of the letter's text.
  func showsOnFirstPageAlone(_ name: String) -> Bool {
    let shows = boxesOfPages(showing: name)
    return !shows.isEmpty && shows.allSatisfy { $0.pages == .first }
  }
}
