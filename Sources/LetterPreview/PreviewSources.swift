import DeterminationLetters
import FileSystem
import LetterTemplate

/// The files of a template set that an author edits, as they are now.
struct PreviewSources: Sendable {
  /// The paths, as the set's folder sees them, such as `letter.html` or `../common/letter.css`.
  let names: [String]
  private let folder: String

  /// The files that a set was loaded from.
  init(of renderer: LetterRenderer) {
    folder = Paths.folder(of: renderer.template.manifest.source.name)
    let names = renderer.templateFiles.contents.keys.map(\.text).filter(Self.isEdited)
    self.names = names.sorted { Self.rank($0) < Self.rank($1) }
  }

  /// The files in the folder of a set that cannot be loaded.
  init(in folder: String) {
    self.folder = folder
    let files = (try? Folders.list(folder)) ?? []
    names = files.filter(Self.isEdited).sorted { Self.rank($0) < Self.rank($1) }
  }

  /// The text of a file; empty if it cannot be read.
  func text(of name: String) -> String {
    let bytes = (try? Files.contents("\(folder)/\(name)", limit: TemplateFiles.largestFile, isPlain: true)) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// The index of the file that messages call by a path.
  func index(of path: String) -> Int? {
    names.firstIndex(of: Paths.relative(TemplateSet.normalized(path), to: TemplateSet.normalized(folder)))
  }

  /// The folders that hold the files.
  var folders: Set<String> { Set(names.map { Paths.folder(of: "\(folder)/\($0)") } + [folder]) }

  private static func isEdited(_ name: String) -> Bool {
    // Vocabularies and languages are long, and no line of a letter comes from them.
    let isData = ["vocabularies/", "languages/"].contains { name.contains($0) }
    return !isData && [".html", ".css", ".json"].contains { name.hasSuffix($0) }
  }

  /// The letter first, then other wording, then the look, then the rest.
  private static func rank(_ name: String) -> String {
    if name == "letter.html" { return "0" }
    return (name.hasSuffix(".html") ? "1" : name.hasSuffix(".css") ? "2" : "3") + name
  }
}
