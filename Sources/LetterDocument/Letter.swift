/// A finished letter: every word is in its place, and no template syntax or data format is left. The writers read this.
package struct Letter: Sendable {
  /// The natural language of the text as a BCP 47 tag, such as `en-US`.
  package var language: String
  /// The document's title, for the title bar of a window and for lists of files. It is not printed.
  package var title: String { titleTexts.map(\.string).joined() }
  /// The pieces of the title, each with its place in the data or in the template.
  package var titleTexts: [Text]
  /// The organization that issues the letter. No document names any other author.
  package var issuer: String
  /// The day on which the document was made, if the data or the environment give it. It never comes from the clock.
  package var created: DocumentDate?
  /// The letter's content in reading order.
  package var blocks: [Block]
  /// The styles that blocks and inlines refer to by their ``StyleID``.
  package var styles: [Style]
  /// The size, margins and margin boxes of the pages.
  package var page: PageStyle
  /// Texts that margin boxes repeat, by name (CSS GCPM `string-set`).
  package var namedStrings: [String: Text]
  /// Elements that margin boxes show (CSS GCPM `position: running()`), in the letter's order.
  package var runningElements: [RunningElement] = []

  /// Makes a letter from its parts.
  package init(
    language: String, titleTexts: [Text], issuer: String, created: DocumentDate? = nil, blocks: [Block],
    styles: [Style],
    page: PageStyle, namedStrings: [String: Text] = [:]
  ) {
    self.language = language
    self.titleTexts = titleTexts
    self.issuer = issuer
    self.created = created
    self.blocks = blocks
    self.styles = styles
    self.page = page
    self.namedStrings = namedStrings
  }

  /// The style with that identifier.
  package subscript(style: StyleID) -> Style { styles[style.index] }
}

/// Blocks that a margin box shows, and the name by which it finds them.
package struct RunningElement: Sendable {
  /// Its name.
  package var name: String
  /// What it shows.
  package var blocks: [Block]

  /// A running element.
  package init(name: String, blocks: [Block]) {
    self.name = name
    self.blocks = blocks
  }
}

extension Letter {
  /// The blocks of a running element.
  package func runningBlocks(_ name: String) -> [Block] {
    runningElements.first { $0.name == name }?.blocks ?? []
  }

  /// The running elements that only the first page shows. They are part of the letter's text; an address must be heard.
  package var firstPageElements: [(element: RunningElement, box: MarginBox)] {
    runningElements.compactMap { element in
      let boxes = page.boxes.filter { $0.content == .element(element.name) }
      return boxes.allSatisfy { $0.pages == .first } ? boxes.first.map { (element, $0) } : nil
    }
  }
}

/// A moment in UTC, to the second, as documents record it.
package struct DocumentDate: Sendable, Hashable {
  /// The year, month and day.
  package var year, month, day: Int
  /// The time of day in UTC.
  package var hour, minute, second: Int

  /// Midnight (UTC) of a day, or a time on that day.
  package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second) = (hour, minute, second)
  }

  /// The moment that many seconds after 1970-01-01T00:00:00Z, as SOURCE_DATE_EPOCH gives it.
  package init(secondsSince1970 seconds: Int) {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let time = seconds - days * 86_400
    // Howard Hinnant's civil_from_days: eras of 400 years that start on 1 March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * march + 2) / 5 + 1,
      hour: time / 3_600, minute: time / 60 % 60, second: time % 60)
  }
}
