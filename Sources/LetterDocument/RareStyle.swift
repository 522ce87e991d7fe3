/// Properties that few styles have. It is a class, so that other styles carry only a pointer.
private final class RareStyleBox: Sendable {
  let values: RareValues

  init(_ values: RareValues) { self.values = values }
}

private struct RareValues: Sendable, Hashable {
  var otherFamilies: [String] = []
  var widthPercent: Double?
  var listStyle: ListStyle?
  var resetsCounter: Bool?
  var runningName: String?
  var namedString: String?
}

/// The properties of a style that few styles have.
struct RareStyle: Sendable, Hashable {
  private let box: RareStyleBox

  fileprivate var values: RareValues { box.values }

  /// nil if all values are the initial ones.
  fileprivate init?(_ values: RareValues) {
    if values == RareValues() { return nil }
    box = RareStyleBox(values)
  }

  static func == (one: Self, other: Self) -> Bool { one.box === other.box || one.values == other.values }

  func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension Style {
  private var rareValues: RareValues {
    get { rare?.values ?? RareValues() }
    set { rare = RareStyle(newValue) }
  }

  /// `font-family`: families for characters that the first one does not have, in the order of search.
  package var otherFamilies: [String] {
    get { rare?.values.otherFamilies ?? [] }
    set { rareValues.otherFamilies = newValue }
  }

  /// `width` as a percentage of the measure. The template compiler turns it into a length.
  package var widthPercent: Double? {
    get { rare?.values.widthPercent }
    set { rareValues.widthPercent = newValue }
  }

  /// `list-style-type`; nil for what the element has by itself: a disc or a number.
  package var listStyle: ListStyle? {
    get { rare?.values.listStyle }
    set { rareValues.listStyle = newValue }
  }

  /// `counter-reset: list-item`, or `none`; nil for what the element has by itself: a list counts anew.
  package var resetsCounter: Bool? {
    get { rare?.values.resetsCounter }
    set { rareValues.resetsCounter = newValue }
  }

  /// `position: running(name)`: the name by which margin boxes place the element.
  package var runningName: String? {
    get { rare?.values.runningName }
    set { rareValues.runningName = newValue }
  }

  /// `string-set`: the name by which margin boxes find the text.
  package var namedString: String? {
    get { rare?.values.namedString }
    set { rareValues.namedString = newValue }
  }
}
