import JSONText
import LetterDocument

extension Helper {
  /// The result of the helper; nil if the arguments do not fit it. The check rules that out for a valid case file.
  func evaluate(_ arguments: [MergeValue], _ named: [(name: String, value: MergeValue)]) -> MergeValue? {
    func parameter(_ name: String) -> [Text]? { named.first { $0.name == name }?.value.printed }
    switch self {
    case .date: return nil  // the check turns it into an `Operand.date`
    case .list:
      let comma = [Text(", ", origin: .template(source: 0, offset: 0))]
      let separator = parameter("separator") ?? comma
      return Self.list(arguments[0], separator: separator, last: parameter("last") ?? separator)
    case .title: return arguments[0].printed.map(Self.title)
    case .default: return arguments[0].isTrue ? arguments[0] : arguments[1]
    case .eq: return .boolean(arguments[0].string.map { $0 == arguments[1].string } ?? false)
    case .isString:
      if case .data(let value) = arguments[0] { return .boolean(value.string != nil) }
      return .boolean(false)
    }
  }

  /// An ISO date in the form of a pattern; nil if the value is not a date.
  static func date(_ value: MergeValue, _ pattern: DatePattern) -> MergeValue? {
    guard let texts = value.printed, texts.count == 1, let date = CalendarDate(iso: texts[0].string) else { return nil }
    return .texts([Text(pattern.format(date), origin: texts[0].origin)])
  }

  private static func list(_ value: MergeValue, separator: [Text], last: [Text]) -> MergeValue? {
    guard case .data(let data) = value, let elements = data.array else { return nil }
    var texts: [Text] = []
    for (index, element) in elements.enumerated() {
      guard let printed = MergeValue.data(element).printed else { return nil }
      if index > 0 { texts += index == elements.count - 1 ? last : separator }
      texts += printed
    }
    return .texts(texts)
  }

  private static func title(_ texts: [Text]) -> MergeValue {
    var texts = texts
    if let first = texts.first?.string.first {
      texts[0].string = first.uppercased() + texts[0].string.dropFirst()
    }
    return .texts(texts)
  }
}
