import Diagnostics
import JSONText
import LetterDocument

/// A kind of letter, loaded and checked: its wording, its look, and the schema of its data. A process loads it once and shares it among all
/// threads.
package struct TemplateSet: Sendable {
  /// What the set says about itself.
  package let manifest: TemplateManifest
  /// The declaration of its data.
  package let schema: Schema
  /// What the program must know of a case, according to the manifest.
  package let roles: CaseRoles
  /// All styles that its letters use.
  package let styles: [Style]
  /// For each style, the name that it gives to the text of its element (CSS GCPM `string-set`). Empty if no style does.
  let stringNames: [String?]
  /// The size, margins and margin boxes of its pages.
  package let page: PageStyle
  /// The source texts of its words. `Origin.template` holds an index into this list.
  package let sources: [SourceText]

  /// What its files say without effect. Nothing is wrong with these.
  package private(set) var notes: Findings

  /// Running elements that are the same in every letter, but for the numbers of pages.
  package let constantRunningElements: [RunningElement]

  /// The files, for what is read after the set itself.
  let files: TemplateFiles

  let title: [Instruction]
  /// The body for merging.
  let body: [Instruction]
  /// The body before constants were folded, for questions about the template.
  let program: [Instruction]

  /// Loads and checks a template set.
  /// - Throws: everything that is wrong with it.
  package init(files: TemplateFiles) throws(Findings) {
    manifest = try TemplateManifest(files.read("manifest.json"))
    var files = files
    let home = files.folders.first ?? "."
    for include in manifest.includes {
      let folder = Self.normalized(home + "/" + include.text)
      let isAbsolute = include.text.utf8.first == UInt8(ascii: "/")
      guard !isAbsolute, try files.list(folder) != nil else {
        throw Findings(
          Finding(
            .badManifestPath,
            isAbsolute
              ? "“\(include.text)” is an absolute path (includes)" : "there is no folder “\(include.text)” (includes)",
            fix: isAbsolute
              ? "write the path from the folder of the set, such as ../common; a set can then stand anywhere"
              : "correct the path, which starts from the folder of the set", in: manifest.source, at: include.offset,
            length: include.text.utf8.count + 2))
      }
      files.folders.append(folder)
    }
    self.files = files
    schema = try Self.readSchema(files)
    roles = try CaseRoles(manifest, schema: schema)
    let (sheet, styleFindings) = StylesheetReader.read(try files.readText("letter.css")) {
      name, file throws(Findings) in
      try files.readText(name, namedIn: file.name)
    }
    var compiler = TemplateCompiler(schema: schema, stylesheet: sheet, files: files, language: manifest.language)
    let letter = try files.readText("letter.html")
    let program = compiler.compile(letter, root: schema.root)
    page = PageStyle(sheet.page, boxes: compiler.marginBoxes())
    compiler.checkPage()
    notes = Findings(compiler.notes(on: page, home: home))
    styles = compiler.styles
    let stringNames = styles.map(\.namedString)
    self.stringNames = stringNames.contains { $0 != nil } ? stringNames : []
    title = program.title
    self.program = program.body
    body = ConstantFolding.folded(program.body, styles: styles)
    sources = compiler.sources
    constantRunningElements = ConstantFolding.runningElements(of: body)
    // What a broken template does not use may be in use when it is whole.
    if compiler.findings.isEmpty, styleFindings.isEmpty {
      compiler.reportUnmatchedRules(home: home)
      notes = Findings(notes.all + (try compiler.reportUnusedFiles(home: home)))
    }
    let all = styleFindings + Self.withoutConsequences(compiler.findings)
    guard all.isEmpty else { throw Findings(all) }
    notes = Findings(notes.all + confidentialUses)
  }

  /// Text inside an element that does not exist is misplaced only until the element is replaced.
  private static func withoutConsequences(_ findings: [Finding]) -> [Finding] {
    let files = Set(findings.filter { $0.code == .unknownElement }.compactMap { $0.location?.file })
    return findings.filter { $0.code != .misplacedContent || !files.contains($0.location?.file ?? "") }
  }

  private static func readSchema(_ files: TemplateFiles) throws(Findings) -> Schema {
    do {
      let source = try files.read("schema.json")
      return try Schema(reading: JSONDocument(parsing: source)) { reference, from throws(Findings) in
        let end = from.utf8.lastIndex(of: UInt8(ascii: "/")).map(from.utf8.index(after:)) ?? from.startIndex
        let path = Self.normalized(from[..<end] + reference)
        return try JSONDocument(parsing: files.read(at: path))
      }
    } catch {
      throw error.asTemplateFindings
    }
  }

  /// The text of `letter.html`, from the folder of the set or one that it includes.
  package func letterText() throws(Findings) -> String {
    String(decoding: try files.read("letter.html").bytes, as: UTF8.self)
  }

  /// The text of a vocabulary, `vocabularies/NAME.json`; nil if no folder has it.
  package func vocabulary(_ name: String) throws(Findings) -> SourceText? {
    do throws(Findings) {
      return try files.read("vocabularies/\(name).json")
    } catch {
      if error.all.first?.code == .templateFileMissing { return nil }
      throw error
    }
  }

  /// A path without `.` and `..` inside, so that a file has one name however the path to it was written.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.utf8.first == UInt8(ascii: "/") ? "/" : "") + parts.joined(separator: "/")
  }
}

extension PageStyle {
  init(_ rules: PageRules, boxes: [MarginBox]) {
    self.init()
    (width, height, margin) = (rules.width, rules.height, rules.margin)
    (firstTop, firstBottom) = (rules.firstTop, rules.firstBottom)
    self.boxes = boxes
  }
}
