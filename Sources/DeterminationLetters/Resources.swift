import Digests
import FileSystem
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

  /// Looks in these folders only.
  public init(templateFolders: [String], fontFolders: [String]) {
    self.templateFolders = templateFolders
    self.fontFolders = fontFolders
  }

  /// Looks in the subfolders `Templates` and `Fonts` of a folder.
  public init(folder: String) {
    self.init(templateFolders: [folder + "/Templates"], fontFolders: [folder + "/Fonts"])
  }

  /// Looks in `$IMR_LETTERS_HOME`, beside the executable, and in its `../share/imr-letters`. For an executable inside a `.build` folder of
  /// Swift Package Manager, it also looks in the package that contains this folder.
  /// - Parameters:
  ///   - templates: a folder with template sets that comes first.
  ///   - fonts: a folder with fonts that replaces all others.
  public static func standard(templates: String? = nil, fonts: String? = nil) -> Resources {
    var homes: [String] = []
    if let home = Environment.home { homes.append(home) }
    if let executable = Files.linkTarget("/proc/self/exe") {
      let folder = Paths.folder(of: executable)
      homes += [folder, folder + "/../share/imr-letters"]
      if let build = executable.firstRange(of: "/.build/") { homes.append(String(executable[..<build.lowerBound])) }
    }
    return Resources(
      templateFolders: (templates.map { [$0] } ?? []) + homes.map { $0 + "/Templates" },
      fontFolders: fonts.map { [$0] } ?? homes.map { $0 + "/Fonts" })
  }

  /// The largest font file. Fonts of all Chinese characters have 20 MiB.
  private static let largestFont = 64 << 20

  private static let howToName =
    "name them with Resources(folder:) or --templates and --font-path, or set IMR_LETTERS_HOME"

  // MARK: Template sets

  /// Loads a template set. `files` gives the bytes of all files that were read for it so far.
  /// - Parameter name: a name, or the path of a folder: anything with a `/`.
  func templateSet(_ name: String) throws(Findings) -> (template: TemplateSet, files: () -> TemplateFilesInUse) {
    let folder = try templateFolder(name)
    let home = TemplateSet.normalized(folder)
    let read = ReadFiles()
    let template = try TemplateSet(
      files: TemplateFiles(
        folders: [folder],
        contents: { path, folders throws(Findings) in
          try read.contents(ExactText(Paths.relative(TemplateSet.normalized(path), to: home))) { () throws(Findings) in
            try Files.plainContents(
              path, inside: read.real(folders), limit: TemplateFiles.largestFile, refusal: .templateFileMissing)
          }
        },
        list: { folder throws(Findings) in
          do throws(Findings) {
            return try Folders.list(folder)
          } catch {
            throw Findings(error.all.map { Finding(.templateFileMissing, $0.message, fix: $0.fix) })
          }
        }))
    return (template, { TemplateFilesInUse(folder: template.manifest.name, contents: read.contents) })
  }

  /// The files that were read for a set, each once: if somebody saves a file meanwhile, all that needs it sees the same bytes, and so does the
  /// archive.
  private final class ReadFiles: Sendable {
    private let files = Mutex<[ExactText: [UInt8]]>([:])
    private let folders = Mutex<[ExactText: RealFolder?]>([:])

    var contents: [ExactText: [UInt8]] { files.withLock(\.self) }

    /// Folders without links in their paths; those that do not exist are left out.
    func real(_ paths: [String]) -> [RealFolder] {
      folders.withLock { known in
        paths.compactMap { path in
          if let found = known[ExactText(path)] { return found }
          let found = RealFolder(path)
          known[ExactText(path)] = .some(found)
          return found
        }
      }
    }

    /// The bytes of a file, which is read if it was not yet; nil if there is no such file.
    func contents(_ path: ExactText, _ read: () throws(Findings) -> [UInt8]?) throws(Findings) -> [UInt8]? {
      if let known = files.withLock({ $0[path] }) { return known }
      let bytes = try read()
      if let bytes { files.withLock { $0[path] = bytes } }
      return bytes
    }
  }

  /// The folder of a template set.
  /// - Throws: a finding with the sets that are known, if there is no such set.
  package func templateFolder(_ name: String) throws(Findings) -> String {
    if name.contains("/") {
      if Folders.isFolder(name) { return name.hasSuffix("/") ? String(name.dropLast()) : name }
      throw Findings(Finding(.templateMissing, "there is no folder “\(name)”"))
    }
    if !name.isEmpty, name != ".", name != ".." {
      for folder in templateFolders where Folders.isFolder(folder + "/" + name) { return folder + "/" + name }
    }
    var known: [String] = []
    for folder in templateFolders {
      known += try (Folders.list(folder) ?? []).filter { Folders.exists("\(folder)/\($0)/manifest.json") }
    }
    var seen: Set<String> = []
    let places = templateFolders.filter { seen.insert($0).inserted }.joined(separator: ", ")
    throw Findings(
      Finding(
        .templateMissing, "there is no template set “\(name)” in \(places)",
        fix: Folders.exists(name + "/manifest.json")
          ? "write “./\(name)” for the folder of that name"
          : NearMiss.of(name, among: known).map { "did you mean “\($0)”?" }
            ?? (known.isEmpty ? Self.howToName : "the known sets are \(Set(known).sorted().joined(separator: ", "))")))
  }

  // MARK: Fonts

  /// Loads the faces that a set uses from the first font folder that exists.
  func fontLibrary(for template: TemplateSet) throws(Findings) -> (fonts: FontLibrary, files: [ExactText: [UInt8]]) {
    guard let folder = fontFolders.first(where: Folders.isFolder) else {
      throw Findings(
        Finding(
          .fontMissing, "there is no font folder: \(fontFolders.joined(separator: ", "))",
          fix: Self.howToName))
    }
    let files = (try Folders.list(folder) ?? []).filter { Paths.has(suffix: ".ttf", $0) }
    if files.isEmpty {
      throw Findings(
        Finding(.fontMissing, "there is no .ttf file in “\(folder)”", fix: "put the template set's fonts there"))
    }
    var found: [FontFace.Description: String] = [:]
    let real = [RealFolder(folder)].compactMap(\.self)
    for file in files {
      let path = folder + "/" + file
      guard let name = try Self.name(ofFont: path, real) else { continue }
      // A letter must not depend on which of two files comes first.
      if let other = found.updateValue(file, forKey: name) {
        throw Findings(
          Finding(
            .badFont, "“\(other)” and “\(file)” in “\(folder)” are both the face “\(name)”",
            fix: "remove one of them"))
      }
    }
    // The tables of a face take most of the time that a program needs to start, so only those that the set uses are read.
    let used = FontLibrary.names(for: template.styles, among: Set(found.keys))
    var faces: [FontFace] = []
    var settable = SettableCharacters()
    var loaded: [ExactText: [UInt8]] = [:]
    for (name, file) in found.sorted(by: { $0.value < $1.value }) where used.contains(name) {
      let path = folder + "/" + file
      let bytes = try Files.plainContents(path, inside: real, limit: Self.largestFont, refusal: .badFont)
      guard let bytes else { continue }
      faces.append(try Self.usable(path) { () throws(FontProblem) in try FontFace(file: bytes, settable: &settable) })
      loaded[ExactText(file)] = bytes
    }
    return (FontLibrary(faces, others: Set(found.keys).subtracting(used)), loaded)
  }

  /// The name of the face in a file; nil if there is no such file.
  private static func name(ofFont path: String, _ folders: [RealFolder]) throws(Findings) -> FontFace.Description? {
    guard let file = try PlainFile(path, inside: folders, limit: largestFont, refusal: .badFont) else { return nil }
    do throws(FontProblem) {
      return try FontFace.name(ofFileWith: file.size) { offset, count in file.part(at: offset, count: count) }
    } catch {
      throw unusable(path, error)
    }
  }

  private static func usable<Result>(
    _ path: String, _ read: () throws(FontProblem) -> Result
  ) throws(Findings) -> Result {
    do throws(FontProblem) {
      return try read()
    } catch {
      throw unusable(path, error)
    }
  }

  private static func unusable(_ path: String, _ problem: FontProblem) -> Findings {
    Findings(
      Finding(
        .badFont, "“\(path)” is not a usable TrueType font: \(problem.reason)",
        fix: "replace it with the original file, or remove it"))
  }
}
