import Diagnostics

/// The selectors of a rule, separated by commas.
extension StylesheetReader {
  mutating func readSelectors() -> [(selector: Selector, range: Range<Int>)] {
    var selectors: [(Selector, Range<Int>)] = []
    repeat {
      scanner.skipStyleSpace()
      let start = scanner.position
      var compounds: [Selector.Compound] = []
      var isRight = true
      var end = start
      while let next = scanner.peek, next.isNameCharacter || next == "." {
        if let compound = readCompound() { compounds.append(compound) } else { isRight = false }
        end = scanner.position
        scanner.skipStyleSpace()
      }
      if let next = scanner.peek, next != ",", next != "{" {
        scanner.report(
          .badSelector,
          "a selector must consist of element names and classes: “p”, “.label”, “td.first”, “.terms td”", at: start,
          length: max(1, scanner.position - start), fix: Self.advice(about: next))
        scanner.skip { $0 != "," && $0 != "{" }
      } else if compounds.isEmpty {
        if isRight { scanner.report(.stylesheetSyntax, "a selector is expected here", at: start) }
      } else if isRight {
        selectors.append((Selector(compounds: compounds), start..<end))
      }
    } while scanner.take(",")
    return selectors
  }

  /// An element name, classes, or both; nil if it is wrong, which is reported.
  private mutating func readCompound() -> Selector.Compound? {
    let start = scanner.position
    let name = scanner.read(while: \.isNameCharacter)
    var classes: [String] = []
    while scanner.take(".") { classes.append(scanner.read(while: \.isNameCharacter)) }
    let length = max(1, scanner.position - start)
    if classes.contains("") {
      scanner.report(.stylesheetSyntax, "a class is expected after the point", at: start, length: length)
      return nil
    }
    if name.isEmpty { return Selector.Compound(element: nil, classes: classes) }
    if let element = ElementName(rawValue: name) { return Selector.Compound(element: element, classes: classes) }
    let near = NearMiss.of(name, among: ElementName.allCases.map(\.rawValue))
    scanner.report(
      .badSelector, "there is no element “\(name)”", at: start, length: length,
      fix: ElementName.replacements[name] ?? near.map { "did you mean “\($0)”?" })
    return nil
  }

  private static func advice(about next: Unicode.Scalar) -> String? {
    switch next {
    case "+", "~", ">": "give the element a class, or use white space for “inside”"
    case ":", "[": "give the element a class"
    case "#": "an id is only the goal of a link; give the element a class"
    case "*": "name the elements"
    default: nil
    }
  }
}
