import Diagnostics
import JSONText
import LetterDocument

/// Reads a stylesheet with the files that it imports, and reports everything that is wrong with it.
struct StylesheetReader {
  /// Finds a file by the name that `@import` gives in another file.
  typealias Loader = (_ name: String, _ file: SourceText) throws(Findings) -> SourceText

  var scanner: SourceScanner
  var sheet: Stylesheet
  /// The index of the file in ``Stylesheet/sources``.
  let source: Int
  /// Whether the declarations that are read belong to `@page :first`.
  var isFirstPage = false
  private var hasTooManyRules = false

  static func read(_ file: SourceText, load: Loader) -> (sheet: Stylesheet, findings: [Finding]) {
    var reader = StylesheetReader(file, Stylesheet(), room: Finding.mostInADocument)
    reader.run(load)
    return (reader.sheet, reader.scanner.findings)
  }

  private init(_ file: SourceText, _ sheet: Stylesheet, room: Int) {
    scanner = SourceScanner(file, room: room)
    self.sheet = sheet
    source = sheet.sources.count
    self.sheet.sources.append(file)
  }

  private mutating func run(_ load: Loader) {
    var mayImport = true
    while true {
      scanner.skipStyleSpace()
      guard let next = scanner.peek else { return }
      if next == "@" {
        let start = scanner.position
        scanner.position += 1
        let name = scanner.read(while: \.isNameCharacter)
        switch name {
        case "import": readImport(from: start, mayImport, load)
        case "page":
          mayImport = false
          readPageRule(from: start)
        default:
          scanner.report(
            .stylesheetSyntax, "there is no “@\(name)” here", at: start, length: name.utf8.count + 1,
            fix: CSSNames.atRules[name] ?? "use @page or @import")
          skipAtRule()
        }
      } else if next == "}" {
        scanner.report(.stylesheetSyntax, "“}” closes nothing", at: scanner.position)
        scanner.position += 1
      } else {
        mayImport = false
        readStyleRule()
      }
    }
  }

  // MARK: Imports

  /// `@import "file.css";`: the rules of the file come first (CSS Cascade 4 §2). A file is read once.
  private mutating func readImport(from start: Int, _ isAllowed: Bool, _ load: Loader) {
    let values = scanner.readStyleValues()
    let range = start..<max(start + 7, scanner.position)
    _ = scanner.take(";")
    guard isAllowed, values.count == 1, case .string(let name) = values[0].kind else {
      return scanner.report(
        .stylesheetSyntax, isAllowed ? "@import takes the name of a file" : "@import must come before all rules",
        at: start, length: range.count, fix: "write @import \"file.css\"; at the start of the file")
    }
    do throws(Findings) {
      let file = try load(name, scanner.source)
      if sheet.sources.contains(where: { $0.name.isSame(as: file.name) }) { return }
      var reader = StylesheetReader(file, sheet, room: scanner.room)
      reader.run(load)
      sheet = reader.sheet
      scanner.add(reader.scanner)
    } catch {
      let finding = error.all.first
      scanner.report(
        finding?.code ?? .templateFileMissing, finding?.message ?? "“\(name)” cannot be read", at: start,
        length: range.count, fix: finding?.fix)
    }
  }

  // MARK: Style rules

  private mutating func readStyleRule() {
    let selectors = readSelectors()
    guard openBrace() else { return }
    var declarations: [Stylesheet.Declaration] = []
    readDeclarations(in: .rule) { reader, name, range, values in
      if let declaration = reader.styleDeclaration(name, range, values) {
        declarations.append(declaration)
      }
    }
    for (selector, range) in selectors {
      if let element = selector.subject.element { checkEffect(of: declarations, on: element) }
      guard sheet.rules.count < Self.mostRules else {
        if !hasTooManyRules {
          scanner.report(
            .stylesheetSyntax, "a stylesheet cannot have more than \(Self.mostRules) selectors", at: range.lowerBound)
        }
        hasTooManyRules = true
        return
      }
      sheet.rules.append(
        Stylesheet.Rule(
          selector: selector, declarations: declarations, place: Place(source: source, range: range)))
    }
  }

  /// Stylesheets of letters have about twenty selectors. The limit bounds the work for each element.
  private static let mostRules = 1_000

  // MARK: Declarations

  mutating func styleDeclaration(
    _ name: String, _ range: Range<Int>, _ values: [StyleValue]
  ) -> Stylesheet.Declaration? {
    guard let property = StyleProperties.all[name] else {
      reportUnknown(name, range, among: StyleProperties.all.keys.sorted())
      return nil
    }
    if let change = property.read(values.map(\.kind)) {
      noteGenericFamily(name, values)
      return Stylesheet.Declaration(
        name: name, place: Place(source: source, range: range), property: property, change: change)
    }
    reportBadValue(name, takes: property.takes, range, values)
    return nil
  }

  /// `serif` and `sans-serif` are accepted at the end of a list of families, because nearly every stylesheet has them there.
  private mutating func noteGenericFamily(_ name: String, _ values: [StyleValue]) {
    guard name == "font" || name == "font-family", let last = values.last, case .word(let word) = last.kind,
      word == "serif" || word == "sans-serif", sheet.notes.count < Finding.mostInADocument
    else { return }
    sheet.notes.append(
      Finding(
        .ignored, "“\(word)” names no font, so it is ignored",
        fix: "a letter with a character that the other families do not have is refused", severity: .note,
        in: scanner.source, at: last.offset, length: last.length))
  }

  /// What the braces of declarations belong to.
  enum Holder { case rule, page, marginBox }

  /// Reads the declarations in braces, including the closing brace.
  mutating func readDeclarations(
    in holder: Holder,
    _ apply: (inout StylesheetReader, _ name: String, _ range: Range<Int>, _ values: [StyleValue])
      -> Void
  ) {
    var declared: [(name: String, range: Range<Int>)] = []
    defer { checkRepetitions(in: declared) }
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
        readMarginBox(in: holder)
        continue
      }
      let start = scanner.position
      let name = scanner.read(while: \.isNameCharacter)
      scanner.skipStyleSpace()
      guard !name.isEmpty, scanner.take(":") else {
        scanner.report(
          .stylesheetSyntax, "“property: value;” is expected here", at: start, length: max(1, name.utf8.count),
          fix: startsRule(at: start) ? "write the “}” of the rule before it" : nil)
        scanner.skip { $0 != ";" && $0 != "}" }
        continue
      }
      let before = scanner.reported
      let values = scanner.readStyleValues()
      if scanner.reported == before {
        let range = start..<start + name.utf8.count
        apply(&self, name, range, values)
        // A wrong declaration was reported already.
        if scanner.reported == before { declared.append((name, range)) }
      }
      if scanner.peek == "{" { skipBlock() }
    }
  }

  /// Whether a “{” comes before the end of a declaration, as in the rule after one that was not closed.
  private func startsRule(at start: Int) -> Bool {
    scanner.source.bytes[start...].first { [UInt8(ascii: "{"), UInt8(ascii: ";"), UInt8(ascii: "}")].contains($0) }
      == UInt8(ascii: "{")
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

  /// Skips an at-rule: to its semicolon, or over its block with the blocks in it.
  mutating func skipAtRule() {
    var depth = 0
    while let next = scanner.peek {
      scanner.position += 1
      if next == "{" { depth += 1 }
      if next == "}" { depth -= 1 }
      if depth <= 0, next == "}" || next == ";" { return }
    }
  }

  mutating func reportUnknown(_ name: String, _ range: Range<Int>, among known: [String]) {
    let isCSS =
      !known.contains(name) && (CSSNames.properties.contains(name) || StyleProperties.replacements[name] != nil)
    // A name of CSS is no slip for another name.
    let near = isCSS ? "remove it" : NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
    scanner.report(
      .unknownProperty,
      isCSS ? "letters do not have the property “\(name)” of CSS" : "there is no property “\(name)” here",
      at: range.lowerBound, length: range.count,
      fix: StyleProperties.replacements[name] ?? near ?? "use one of \(known.joined(separator: ", "))")
  }

  mutating func reportBadValue(_ name: String, takes: String, _ range: Range<Int>, _ values: [StyleValue]) {
    let offset = values.first?.offset ?? range.lowerBound
    let length = values.last.map { $0.offset + $0.length - offset } ?? range.count
    scanner.report(
      .badPropertyValue, "“\(name)” takes \(takes)", at: offset, length: length,
      fix: StyleProperties.advice(name, takes: takes, values.map(\.kind)))
  }
}
