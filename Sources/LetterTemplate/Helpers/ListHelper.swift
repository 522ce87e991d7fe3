import JSONText
import LetterDocument

extension Helper {
  /// `{{list values separator=", " last=" and "}}`, `{{list values style="and"}}`: the texts of a list, joined.
  static let list = Helper(
    name: "list", usage: "{{list values style=\"and\"}} or {{list values separator=\", \" last=\" and \"}}",
    count: 1...1, names: ["separator", "last", "style"]
  ) { use throws(HelperProblem) in
    let shape = use.arguments[0].shape
    let elements = use.shapes.elements(of: shape)
    guard shape.types == [.array], elements.types.isSubset(of: Shape.printable) else {
      throw .kind(
        "the value is not always a list of texts or numbers", fix: "print other elements with {{#each}}")
    }
    guard elements.alternatives.allSatisfy({ $0.type == .string || $0.decimals == 0 }) else {
      throw .kind(
        "its numbers may have decimals, which languages write differently; repeat them with {{#each}} and {{number this}}"
      )
    }
    guard shape.alternatives.allSatisfy(\.isTruthy) else {
      throw .kind("the list may be empty; put it inside {{#if}}, or give it “\"minItems\": 1” in the schema")
    }
    guard use.named.allSatisfy({ $0.value.shape.types == [.string] }) else { throw .usage }
    let isVisible = elements.alternatives.allSatisfy(\.isVisible)
    if let style = use.named("style") {
      guard use.named.count == 1, case .text(let name)? = style.literal else { throw .usage }
      guard ["and", "or"].contains(name) else { throw .kind("the styles are “and” and “or”") }
      let pattern = try use.languageData().entry("lists.\(name)", \.lists[name])
      let place = use.origin
      return use.text(
        "list", words: pattern.words, isTruthy: elements.isNeverEmptyText, isVisible: isVisible
      ) { values in
        values[0].elements.map { .texts(pattern.joined($0, place)) }
      }
    }
    let names = use.named.map(\.name)
    let separator = names.firstIndex(of: "separator").map { $0 + 1 }
    let last = names.firstIndex(of: "last").map { $0 + 1 } ?? separator
    let comma = [Text(", ", origin: use.origin)]
    let words = use.named.flatMap(\.value.words) + (separator == nil ? comma : [])
    return use.text(
      "list", keeping: words, isTruthy: elements.isNeverEmptyText, isVisible: isVisible
    ) { values in
      guard let elements = values[0].elements else { return nil }
      let between = separator.map { values[$0].printed ?? [] } ?? comma
      let end = last.map { values[$0].printed ?? [] } ?? between
      var texts: [Text] = []
      texts.reserveCapacity(elements.count * 2)
      for (index, element) in elements.enumerated() {
        if index > 0 { texts += index == elements.count - 1 ? end : between }
        texts.append(element)
      }
      return .texts(texts)
    }
  }
}

extension MergeValue {
  /// The printed elements of a list; nil if it is none, or if an element cannot be printed.
  fileprivate var elements: [Text]? {
    guard case .data(let data) = self, let elements = data.array else { return nil }
    var texts: [Text] = []
    texts.reserveCapacity(elements.count)
    for element in elements {
      guard let text = MergeValue.data(element).singleText else { return nil }
      texts.append(text)
    }
    return texts
  }
}
