extension Stylesheet.Declaration {
  /// Says that the declaration does nothing.
  func complaint(on element: ElementName) -> String { "“\(name)” has no effect on “\(element.rawValue)”" }

  /// What to do about it.
  var advice: String {
    let elements = ElementName.allCases.filter { property.elements?.contains($0) ?? false }.map(\.rawValue)
    return "remove it; it has an effect on \(elements.joined(separator: ", "))"
  }
}
