import Glibc
import JSONText
import LetterTemplate
import Synchronization
import Typesetting

/// Where template sets and fonts are looked for.
public struct Resources: Sendable {
  /// Folders with template sets, in the order of search.
  public var templateFolders: [String]
  /// Folders with fonts; the first that exists is used.
  public var fontFolders: [String]

  /// Looks in the folders given, nowhere else.
  public init(templateFolders: [String], fontFolders: [String]) {
    self.templateFolders = templateFolders
    self.fontFolders = fontFolders
  }

  /// Looks where people expect: the folders given, then `$IMR_LETTERS_HOME`, beside the executable, in its
  /// `../share/imr-letters`, and in the checkout that the program was built from.
  /// - Parameters:
  ///   - templates: a folder with template sets that comes first.
  ///   - fonts: a folder with fonts that replaces all others.
  public static func standard(templates: String? = nil, fonts: String? = nil) -> Resources {
    var homes: [String] = []
    if let home = getenv("IMR_LETTERS_HOME") { homes.append(String(cString: home)) }
    if let folder = executableFolder() { homes += [folder, folder + "/../share/imr-letters"] }
    homes.append(checkout)
    return Resources(
      templateFolders: (templates.map { [$0] } ?? []) + homes.map { $0 + "/Templates" },
      fontFolders: fonts.map { [$0] } ?? homes.map { $0 + "/Fonts" })
  }

  /// The top folder of the sources, three folders above this file.
  private static let checkout = Files.folder(of: Files.folder(of: Files.folder(of: #filePath)))

  private static func executableFolder() -> String? { Files.linkTarget("/proc/self/exe").map(Files.folder) }

  // MARK: Template sets

  /// Loads a template set, and digests the names and bytes of all files that it consists of.
  /// - Parameter name: a name, or the path of a folder: anything with a `/`.
  func templateSet(_ name: String) throws(Findings) -> (template: TemplateSet, digest: SHA256) {
    let folder = try templateFolder(name)
    let read = Mutex<[String: SHA256]>([:])
    let template = try TemplateSet(
      files: TemplateFiles(
        folders: [folder],
        contents: { path throws(Findings) in
          let bytes = try Files.contents(path)
          if let bytes { read.withLock { $0[Files.name(of: path)] = SHA256(of: bytes) } }
          return bytes
        },
        list: { Files.list($0) ?? [] }))
    return (template, SHA256(of: read.withLock { $0 }))
  }

  private func templateFolder(_ name: String) throws(Findings) -> String {
    if name.contains("/") {
      if Files.isFolder(name) { return name.hasSuffix("/") ? String(name.dropLast()) : name }
      throw Findings(Finding(.templateMissing, "there is no folder “\(name)”"))
    }
    if !name.isEmpty, name != ".", name != ".." {
      for folder in templateFolders where Files.isFolder(folder + "/" + name) { return folder + "/" + name }
    }
    let known = templateFolders.flatMap { folder in
      (Files.list(folder) ?? []).filter { Files.list("\(folder)/\($0)")?.contains("manifest.json") == true }
    }
    let places = templateFolders.joined(separator: ", ")
    throw Findings(
      Finding(
        .templateMissing, "there is no template set “\(name)” in \(places)",
        fix: NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
          ?? (known.isEmpty
            ? "name a folder with --templates" : "known are \(Set(known).sorted().joined(separator: ", "))")))
  }

  // MARK: Fonts

  /// Loads the faces of the first font folder that exists, and digests their files.
  func fontLibrary() throws(Findings) -> (fonts: FontLibrary, digest: SHA256) {
    guard let folder = fontFolders.first(where: Files.isFolder) else {
      throw Findings(
        Finding(
          .fontMissing, "there is no font folder: \(fontFolders.joined(separator: ", "))",
          fix: "name one with --font-path"))
    }
    let files = (Files.list(folder) ?? []).filter { $0.lowercased().hasSuffix(".ttf") }
    if files.isEmpty {
      throw Findings(
        Finding(.fontMissing, "there is no .ttf file in “\(folder)”", fix: "put the template set's fonts there"))
    }
    var faces: [FontFace] = []
    var digests: [String: SHA256] = [:]
    for file in files {
      let path = folder + "/" + file
      do {
        let bytes = try Files.requiredContents(path)
        digests[file] = SHA256(of: bytes)
        faces.append(try FontFace(file: bytes))
      } catch let findings as Findings {
        throw findings
      } catch {
        throw Findings(
          Finding(.badFont, "“\(path)” is no TrueType font that can be used", fix: "replace it by the original file"))
      }
    }
    return (FontLibrary(faces), SHA256(of: digests))
  }
}

extension SHA256 {
  /// The digest of named digests, whatever order they came in.
  fileprivate init(of parts: [String: SHA256]) {
    self.init(of: parts.sorted { $0.key < $1.key }.flatMap { Array("\($0.key) \($0.value)\n".utf8) })
  }
}
