import Diagnostics
import JSONText

// Files of the set's own folder that nothing uses. Most likely a name is misspelled. Folders that several sets include may have spare ones.

extension TemplateSet {
  /// Notes on pictures and vocabularies that nothing has read after the set and its rules were loaded.
  /// - Parameter read: the paths of the files that were read, as seen from the folder of the set.
  package func notesOnUnreadFiles(_ read: Set<ExactText>) throws(Findings) -> [Finding] {
    guard let home = files.folders.first else { return [] }
    return try files.entries(of: home).sorted().filter { !read.contains(ExactText($0)) }.compactMap { file in
      let (message, fix): (String, String)
      if file.hasPrefix("vocabularies/"), file.hasSuffix(".json") {
        message = "no rule of the set uses this vocabulary"
        fix = "name it in a rule of manifest.json, or remove the file"
      } else if let suffix = file.split(separator: ".").last, Self.pictures.contains(suffix.lowercased()) {
        message = "no template of the set shows this picture"
        fix = "show it with <img src=\"\(file)\">, or remove the file"
      } else {
        return nil
      }
      return Finding(
        .ignored, message, fix: fix, severity: .note, in: SourceText(name: home + "/" + file, bytes: []), at: 0)
    }
  }

  private static let pictures: Set = ["png", "jpg", "jpeg", "gif", "svg", "webp", "tif", "tiff", "bmp"]
}

extension TemplateCompiler {
  /// Reports partials and stylesheets.
  /// - Returns: notes on pages and language files, which may be meant for something else.
  mutating func reportUnusedFiles(home: String) throws(Findings) -> [Finding] {
    var notes: [Finding] = []
    for file in try files.entries(of: home).sorted() {
      let path = home + "/" + file
      if let partial = TemplateFiles.partial(file) {
        // A file in another folder can have the same name.
        guard !parsed.keys.contains(where: { $0.isSame(as: path) }) else { continue }
        try report(
          "no template uses the partial “\(partial)”", fix: "use it as {{> \(partial)}}, or remove the file", path)
      } else if file.hasSuffix(".css") {
        guard !stylesheet.sources.contains(where: { $0.name.isSame(as: path) }) else { continue }
        try report(
          "no stylesheet imports this one", fix: "write @import \"\(file)\"; at the start of letter.css, or remove it",
          path)
      } else if let note = note(on: file, at: path) {
        notes.append(note)
      }
    }
    return notes
  }

  private mutating func report(_ message: String, fix: String, _ path: String) throws(Findings) {
    report(
      Finding(
        .unused, message, fix: fix, in: SourceText(name: path, bytes: try files.contents(path, files.folders) ?? []),
        at: 0))
  }

  /// A note on a page beside letter.html, or on the file of a language that the set does not have.
  private func note(on file: String, at path: String) -> Finding? {
    let (message, fix): (String, String)
    if let language = Self.language(of: file) {
      guard !languages.triedTags.contains(language),
        !LanguageLibrary.tags(self.language).contains(language)
      else { return nil }
      message = "nothing in the set has the language “\(language)”"
      fix = "correct the name of the file or the language in manifest.json; or remove the file"
    } else if file.hasSuffix(".html"), !file.contains("/"), file != "letter.html" {
      message = "no letter has this page: the page of a set is letter.html, and partials start with “_”"
      fix = "rename it to _\(file) if it is a partial, or move it out of the set"
    } else {
      return nil
    }
    return Finding(.ignored, message, fix: fix, severity: .note, in: SourceText(name: path, bytes: []), at: 0)
  }

  /// The language of `languages/TAG.json`.
  private static func language(of file: String) -> String? {
    guard file.hasPrefix("languages/"), file.hasSuffix(".json") else { return nil }
    return String(file.dropFirst("languages/".count).dropLast(".json".count))
  }
}
