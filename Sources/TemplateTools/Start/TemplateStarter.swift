import DeterminationLetters
import FileSystem
import Glibc
import JSONText
import LetterTemplate

/// Makes a new template set that renders at once.
package struct TemplateStarter: Sendable {
  /// The folder of the new set.
  private let folder: String
  private let resources: Resources

  /// Prepares a new set.
  /// - Parameters:
  ///   - folder: its folder, which is empty or does not exist.
  ///   - resources: where fonts and other sets are.
  package init(folder: String, resources: Resources) {
    self.folder = folder.hasSuffix("/") && folder.utf8.count > 1 ? String(folder.dropLast()) : folder
    self.resources = resources
  }

  /// Writes the files of a small letter, with a test.
  /// - Returns: the paths of the files.
  /// - Throws: a finding if the folder is not empty or cannot be made.
  package func make() throws(Findings) -> [String] {
    try requireEmpty()
    try write(
      languageFiles() + [
        ("manifest.json", StarterFiles.manifest(name)), ("schema.json", StarterFiles.schema),
        ("letter.html", StarterFiles.letter), ("letter.css", StarterFiles.stylesheet),
        ("tests/example.json", StarterFiles.example),
      ])
    return try acceptTests()
  }

  /// Writes a set that extends another: it has words of its own, and everything else comes from the other set.
  /// - Parameter base: the other set.
  package func make(from base: LetterRenderer) throws(Findings) -> [String] {
    try requireEmpty()
    let template = base.template
    let home = Paths.folder(of: template.manifest.source.name)
    let letter = try template.letterText()
    try Folders.make(folder)
    let own = Self.realPath(folder)
    var includes = [Paths.relative(Self.realPath(home), to: own)]
    for include in template.manifest.includedFolders {
      includes.append(Paths.relative(Self.realPath(home + "/" + include), to: own))
    }
    let example = try SampleMaker(renderer: base).least()
    try write(
      [
        ("manifest.json", manifest(of: template.manifest, includes)),
        ("letter.html", letter), ("tests/example.json", example),
      ])
    return try acceptTests()
  }

  // MARK: Files

  /// The name of the set: that of its folder, as manifests allow it.
  private var name: String {
    let last = Paths.name(of: Self.realPath(folder)).lowercased()
    let allowed = String(last.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let trimmed = allowed.drop { $0 == "-" }.prefix(64)
    return trimmed.isEmpty ? "letter" : String(trimmed)
  }

  private func requireEmpty() throws(Findings) {
    guard Folders.exists(folder) else { return }
    guard Folders.isFolder(folder), try Folders.isEmpty(folder) ?? true else {
      throw Findings(
        Finding(
          .cannotCreate, "“\(folder)” is not an empty folder", fix: "name a folder that does not exist yet"))
    }
  }

  /// The language file of the shipped sets, so that dates and amounts can be written in words from the start.
  private func languageFiles() throws(Findings) -> [(name: String, text: String)] {
    for folder in resources.templateFolders {
      let path = folder + "/common/languages/en.json"
      if let bytes = try Files.contents(path, isPlain: true) {
        return [("languages/en.json", String(decoding: bytes, as: UTF8.self))]
      }
    }
    return []
  }

  private func write(_ files: [(name: String, text: String)]) throws(Findings) {
    for file in files {
      let path = "\(folder)/\(file.name)"
      try Folders.make(Paths.folder(of: path))
      try AtomicFile.write(Array(file.text.utf8), to: path)
    }
  }

  /// Accepts the letters of the tests as they are, which shows that the set renders.
  private func acceptTests() throws(Findings) -> [String] {
    let path = folder.contains("/") ? folder : "./" + folder
    let run = try TestRun(LetterRenderer(template: path, resources: resources), cases: nil)
    let result = try run.run()
    if let broken = result.broken.first { throw broken }
    for difference in result.differences { try difference.accept() }
    var files: [String] = []
    for part in [folder, folder + "/languages", folder + "/tests"] {
      files += (try Folders.list(part) ?? []).map { "\(part)/\($0)" }.filter(Folders.isRegularFile)
    }
    return files.sorted()
  }

  /// The manifest of the other set, with its own name and folders.
  private func manifest(of base: TemplateManifest, _ includes: [String]) throws(Findings) -> String {
    let root = try JSONDocument(parsing: base.source).root
    let folders = JSONValue(.array(includes.map { JSONValue(.string($0)) }))
    var members = (root.object?.members ?? []).filter { $0.key != "includes" }.map { member in
      switch member.key {
      case "name": JSONObject.Member(key: "name", value: JSONValue(.string(name)))
      case "version": JSONObject.Member(key: "version", value: JSONValue(.string("0.1.0")))
      default: member
      }
    }
    members.append(JSONObject.Member(key: "includes", value: folders))
    return JSONValue(.object(JSONObject(members))).text
  }

  /// A path from the root, without links, so that two of them can be compared.
  private static func realPath(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
