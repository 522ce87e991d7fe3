import LetterDocument

/// How a language joins the elements of a list (UTS #35 part 2, §10).
struct ListPattern: Sendable {
  /// What stands between two elements in the places of a list.
  struct Separators: Sendable {
    /// Between the only two.
    var two: String
    /// Between the first two, and between the others.
    var start: String, middle: String
    /// Before the last.
    var end: String
  }

  let separators: Separators
  /// What stands before an element with such a beginning. Spanish “y” becomes “e” before the sound of i.
  struct Variant: Sendable {
    let beginnings: [String]
    let exceptions: [String]
    let two: String
    let end: String
  }

  let variants: [Variant]

  /// The text between `{0}` and `{1}`; nil if a pattern has another form.
  static func separator(_ pattern: String) -> String? {
    guard pattern.hasPrefix("{0}"), pattern.hasSuffix("{1}"), pattern.utf8.count > 6 else { return nil }
    let separator = String(pattern.dropFirst(3).dropLast(3))
    return separator.contains("{") || separator.contains("}") ? nil : separator
  }

  /// What a joined list may contain besides its elements.
  var words: [String] {
    [separators.two, separators.start, separators.middle, separators.end] + variants.flatMap { [$0.two, $0.end] }
  }

  func joined(_ elements: [Text], _ origin: Origin) -> [Text] {
    var texts: [Text] = []
    for (index, element) in elements.enumerated() {
      if index > 0 { texts.append(Text(separator(before: index, in: elements), origin: origin)) }
      texts.append(element)
    }
    return texts
  }

  private func separator(before index: Int, in elements: [Text]) -> String {
    let last = elements.count - 1
    guard index == last else { return index == 1 ? separators.start : separators.middle }
    let beginning = elements[last].string.lowercased()
    let variant = variants.first { variant in
      variant.beginnings.contains { beginning.hasPrefix($0) }
        && !variant.exceptions.contains { beginning.hasPrefix($0) }
    }
    return last == 1 ? variant?.two ?? separators.two : variant?.end ?? separators.end
  }
}
