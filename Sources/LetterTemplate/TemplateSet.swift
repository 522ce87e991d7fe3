import JSONText
import LetterDocument

/// A kind of letter, loaded and checked: its wording, its look, and the schema of its data. Loaded once a process, then
/// shared by all threads.
public struct TemplateSet: Sendable {
  /// What the set says of itself.
  public let manifest: TemplateManifest
  /// The declaration of its data.
  public let schema: Schema
  /// All styles that its letters use.
  public let styles: [Style]
  /// Size, margins and running feet of its pages.
  public let page: PageStyle
  /// The texts that its words come from, as `Origin.template` counts them.
  public let sources: [SourceText]

  let title: [Instruction]
  let body: [Instruction]

  /// Loads and checks a template set.
  /// - Throws: everything that is wrong with it, at once.
  public init(files: TemplateFiles) throws(Findings) {
    manifest = try TemplateManifest(files.read("manifest.json"))
    var files = files
    let home = files.folders.first ?? "."
    files.folders += manifest.includes.map { Self.normalized(home + "/" + $0) }
    schema = try Self.readSchema(files)
    let (sheet, styleFindings) = StylesheetReader.read(try files.readText("letter.css"))
    var checker = TemplateChecker(schema: schema, stylesheet: sheet, files: files)
    let letter = try files.readText("letter.html")
    let program = checker.check(letter, root: schema.root)
    var page = sheet.page
    page.feet = checker.feet()
    self.page = page
    styles = checker.styles
    title = program.title
    body = ConstantFolding.folded(program.body, styles: styles)
    sources = checker.sources
    let all = styleFindings + checker.findings
    guard all.isEmpty else { throw Findings(all) }
  }

  private static func readSchema(_ files: TemplateFiles) throws(Findings) -> Schema {
    do {
      let source = try files.read("schema.json")
      return try Schema(reading: JSONDocument(parsing: source)) { reference, from throws(Findings) in
        let folder = from.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let path = Self.normalized(folder + "/" + reference)
        guard let bytes = try files.contents(path) else {
          throw Findings(Finding(.templateFileMissing, "“\(path)” is missing"))
        }
        return try JSONDocument(parsing: SourceText(name: path, bytes: bytes))
      }
    } catch {
      throw error.asTemplateFindings
    }
  }

  /// A path without `.` and `..` inside, so that a file has one name however it is reached.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
