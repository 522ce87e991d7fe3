import Diagnostics
import JSONText
import LetterDocument

/// Reads a stylesheet and reports everything that is wrong with it.
struct StylesheetReader {
  var scanner: SourceScanner
  var sheet = Stylesheet()
  private var hasTooManyRules = false

  static func read(_ source: SourceText) -> (sheet: Stylesheet, findings: [Finding]) {
    var reader = StylesheetReader(scanner: SourceScanner(source))
    reader.run()
    reader.checkNamedStrings()
    return (reader.sheet, reader.scanner.findings)
  }

  private init(scanner: SourceScanner) {
    self.scanner = scanner
  }

  private mutating func run() {
    while true {
      scanner.skipStyleSpace()
      guard let next = scanner.peek else { return }
      if next == "@" {
        readPageRule()
      } else if next == "}" {
        scanner.report(.stylesheetSyntax, "“}” closes nothing", at: scanner.position)
        scanner.position += 1
      } else {
        readStyleRule()
      }
    }
  }

  // MARK: Style rules

  private mutating func readStyleRule() {
    let selectors = readSelectors()
    guard openBrace() else { return }
    var declarations: [Stylesheet.Declaration] = []
    readDeclarations { reader, name, range, values in
      if let declaration = reader.styleDeclaration(name, range, values) { declarations.append(declaration) }
    }
    for (element, classes, range) in selectors {
      if let element { checkEffect(of: declarations, on: element) }
      guard sheet.rules.count < Self.mostRules else {
        if !hasTooManyRules {
          scanner.report(
            .stylesheetSyntax, "a stylesheet cannot have more than \(Self.mostRules) selectors", at: range.lowerBound)
        }
        hasTooManyRules = true
        return
      }
      sheet.rules.append(
        Stylesheet.Rule(element: element, classes: classes, declarations: declarations, range: range))
    }
  }

  /// Stylesheets of letters have about twenty selectors. The limit bounds the work for each element.
  private static let mostRules = 1_000

  /// Reports declarations that would do nothing. The template compiler reports those of rules that name only classes.
  private mutating func checkEffect(of declarations: [Stylesheet.Declaration], on element: ElementName) {
    for declaration in declarations where !declaration.acts(on: element) {
      scanner.report(
        .noEffect, declaration.complaint(on: element), at: declaration.range.lowerBound,
        length: declaration.range.count, fix: declaration.advice)
    }
  }

  private mutating func readSelectors() -> [(element: ElementName?, classes: [String], range: Range<Int>)] {
    var selectors: [(element: ElementName?, classes: [String], range: Range<Int>)] = []
    repeat {
      scanner.skipStyleSpace()
      let start = scanner.position
      let name = scanner.read(while: \.isNameCharacter)
      var classes: [String] = []
      while scanner.take(".") { classes.append(scanner.read(while: \.isNameCharacter)) }
      let length = max(1, scanner.position - start)
      scanner.skipStyleSpace()
      if let next = scanner.peek, next != ",", next != "{" {
        scanner.report(
          .badSelector, "a selector must consist of element names and classes: “p”, “.label”, “td.first”", at: start,
          length: length)
        scanner.skip { $0 != "," && $0 != "{" }
      } else if name.isEmpty && classes.isEmpty || classes.contains("") {
        scanner.report(.stylesheetSyntax, "a selector is expected here", at: start, length: length)
      } else if let element = ElementName(rawValue: name) {
        selectors.append((element, classes, start..<start + length))
      } else if name.isEmpty {
        selectors.append((nil, classes, start..<start + length))
      } else {
        let near = NearMiss.of(name, among: ElementName.allCases.map(\.rawValue))
        scanner.report(
          .badSelector, "there is no element “\(name)”", at: start, length: length,
          fix: near.map { "did you mean “\($0)”?" })
      }
    } while scanner.take(",")
    return selectors
  }

  mutating func styleDeclaration(
    _ name: String, _ range: Range<Int>, _ values: [StyleValue]
  ) -> Stylesheet.Declaration? {
    guard let property = StyleProperties.all[name] else {
      reportUnknown(name, range, among: StyleProperties.all.keys.sorted())
      return nil
    }
    if let change = property.read(values.map(\.kind)) {
      return Stylesheet.Declaration(name: name, range: range, property: property, change: change)
    }
    reportBadValue(name, takes: property.takes, range, values)
    return nil
  }

  // MARK: Declarations

  /// Reads the declarations in braces, including the closing brace.
  mutating func readDeclarations(
    _ apply: (inout StylesheetReader, _ name: String, _ range: Range<Int>, _ values: [StyleValue]) -> Void
  ) {
    while true {
      scanner.skipStyleSpace()
      guard let next = scanner.peek else {
        return scanner.report(.stylesheetSyntax, "the file ends before “}”", at: scanner.position)
      }
      if next == "}" {
        scanner.position += 1
        return
      }
      if next == ";" {
        scanner.position += 1
        continue
      }
      if next == "@" {
        readMarginBox()
        continue
      }
      let start = scanner.position
      let name = scanner.read(while: \.isNameCharacter)
      scanner.skipStyleSpace()
      guard !name.isEmpty, scanner.take(":") else {
        scanner.report(
          .stylesheetSyntax, "“property: value;” is expected here", at: start, length: max(1, name.utf8.count))
        scanner.skip { $0 != ";" && $0 != "}" }
        continue
      }
      let before = scanner.findings.count
      let values = scanner.readStyleValues()
      if scanner.findings.count == before { apply(&self, name, start..<start + name.utf8.count, values) }
      if scanner.peek == "{" { skipBlock() }
    }
  }

  mutating func openBrace() -> Bool {
    scanner.skipStyleSpace()
    if scanner.take("{") { return true }
    scanner.report(.stylesheetSyntax, "“{” is expected here", at: scanner.position)
    skipBlock()
    return false
  }

  /// Skips past the next closing brace.
  mutating func skipBlock() { _ = scanner.skip(past: "}") }

  mutating func reportUnknown(_ name: String, _ range: Range<Int>, among known: [String]) {
    scanner.report(
      .unknownProperty, "there is no property “\(name)” here", at: range.lowerBound, length: range.count,
      fix: NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
        ?? "use one of \(known.joined(separator: ", "))")
  }

  mutating func reportBadValue(_ name: String, takes: String, _ range: Range<Int>, _ values: [StyleValue]) {
    let offset = values.first?.offset ?? range.lowerBound
    let length = values.last.map { $0.offset + $0.length - offset } ?? range.count
    scanner.report(.badPropertyValue, "“\(name)” takes \(takes)", at: offset, length: length)
  }
}

extension Stylesheet.Declaration {
  /// Says that the declaration does nothing.
  func complaint(on element: ElementName) -> String { "“\(name)” has no effect on “\(element.rawValue)”" }

  /// What to do about it.
  var advice: String {
    let elements = ElementName.allCases.filter { property.elements?.contains($0) ?? false }.map(\.rawValue)
    return "remove it; it has an effect on \(elements.joined(separator: ", "))"
  }
}
