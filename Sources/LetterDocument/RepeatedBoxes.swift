extension Letter {
  /// The margin boxes that are no part of the letter's text: what pages repeat. Running elements that only the first page shows are part of the
  /// text.
  package var repeatedBoxes: [MarginBox] {
    let text = Set(firstPageElements.map(\.element.name))
    return page.boxes.filter { box in
      if case .element(let name) = box.content { !text.contains(name) } else { true }
    }
  }
}

extension MarginBox {
  /// The box and its pages, such as `@bottom-center` or `@top-left of the first page`.
  package var place: String {
    let name = "@" + position.name
    return switch pages {
    case .all: name
    case .first: name + " of the first page"
    case .others: name + " of later pages"
    }
  }
}
