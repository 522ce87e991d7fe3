/// An element as selectors see it.
struct StyledElement: Sendable {
  let name: ElementName
  let classes: [String]
}

/// A selector: a compound such as `td.first`, or compounds with white space between them, of which the last one matches the element and the
/// others match elements around it, from outside to inside (Selectors 4 §14.1).
struct Selector: Sendable {
  struct Compound: Sendable {
    var element: ElementName?
    var classes: [String]

    func matches(_ styled: StyledElement) -> Bool {
      (element == nil || element == styled.name) && classes.allSatisfy(styled.classes.contains)
    }
  }

  /// At least one.
  var compounds: [Compound]

  /// The compound that the element itself matches.
  var subject: Compound { compounds[compounds.count - 1] }

  /// How many classes and how many element names it has. Classes count more (Selectors 4 §15).
  var specificity: (classes: Int, elements: Int) {
    compounds.reduce(into: (0, 0)) { sum, compound in
      sum.0 += compound.classes.count
      sum.1 += compound.element == nil ? 0 : 1
    }
  }

  /// Whether it matches an element inside others.
  /// - Parameter ancestors: the elements around it, from outside to inside.
  func matches(_ element: StyledElement, in ancestors: [StyledElement]) -> Bool {
    guard subject.matches(element) else { return false }
    var left = compounds.count - 1
    for ancestor in ancestors.reversed() where left > 0 && compounds[left - 1].matches(ancestor) { left -= 1 }
    return left == 0
  }
}
