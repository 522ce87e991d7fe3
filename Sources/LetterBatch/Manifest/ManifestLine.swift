import DeterminationLetters
import Digests
import FileSystem
import JSONText
import PDFOutput
import Synchronization

/// A line of the manifest of a batch, or of the results of a stream: one JSON object about a record.
struct ManifestLine: Sendable {
  /// A file that a letter was written to.
  struct Output: Sendable, Hashable, Codable {
    /// Its name, relative to the manifest's folder.
    var file: String
    var bytes: Int
    /// SHA-256, in hexadecimal digits.
    var digest: String
    /// The width of plain text.
    var width: Int?
    /// In a print stream: whether its letters start on front sides.
    var isDuplex: Bool?
    /// In a PDF: its standard, such as `ua-1`.
    var standard: String?
    /// In a PDF: its field for a signature, as `--signature-field` takes it; nil if it has none.
    var signatureField: String?
  }

  /// Where the record was read, so that the letter can be made again.
  struct Input: Sendable, Hashable {
    var file = ""
    var line = 1
    var column = 1
    var offset = 0
    var bytes = 0
    /// SHA-256, in hexadecimal digits.
    var digest = ""
  }

  /// What the letter was made with.
  struct Maker: Sendable, Equatable, Codable {
    var template = ""
    var templateVersion = ""
    var templateDigest = ""
    var fontDigest = ""
    var program = ""
    var programDigest = ""
    /// The moment of `SOURCE_DATE_EPOCH`, which letters without a date of their own have as their creation date; nil if it was not set.
    var sourceDate: String?
    /// The libraries that the program uses, each with its version.
    var libraries: [String: String] = [:]
    /// The members that each line has, written once.
    fileprivate var json: (template: String, program: String) = ("", "")

    /// A worker process says what it has. It does not need the members of lines.
    private enum CodingKeys: CodingKey {
      case template, templateVersion, templateDigest, fontDigest, program, programDigest, sourceDate, libraries
    }

    static func == (one: Self, other: Self) -> Bool {
      one.template == other.template && one.templateVersion == other.templateVersion
        && one.templateDigest == other.templateDigest && one.fontDigest == other.fontDigest
        && one.program == other.program && one.programDigest == other.programDigest
        && one.libraries == other.libraries && one.sourceDate == other.sourceDate
    }
  }

  /// What the record became.
  enum Status: String, Sendable {
    /// All its outputs were written.
    case written
    /// It has errors, so there is no letter.
    case rejected
    /// There is no letter, because the record crashes the program.
    case crashed
  }

  static let version = 1

  /// An identity or a name as a line has it. They can be of any length if the record is rejected, and a line cannot.
  static func shortened(_ text: String) -> String {
    let most = 1_000
    guard text.utf8.count > most else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: most)
    // Not inside of a character.
    while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
    return text[..<end] + "…"
  }

  var id = ""
  /// The name of its files, without suffix.
  var name = ""
  var status = Status.rejected
  var input = Input()
  var maker = Maker()
  var outputs: [Output] = []
  /// The page on which the letter starts in a file of many letters, from 1.
  var firstPage: Int?
  var pages: Int?
  var sheets: Int?
  /// The codes of its warnings, or of its errors.
  var codes: [String] = []
}

extension ManifestLine {
  /// The line, without its end.
  var json: String {
    var line = JSONLine()
    line.add("version", Self.version)
    line.add("id", id)
    line.add("name", name)
    line.add("status", status.rawValue)
    line.add("input", json: input.json)
    line.add("template", json: maker.json.template)
    line.add("program", json: maker.json.program)
    line.add("outputs", jsons: outputs.map(\.json))
    line.add("firstPage", firstPage)
    line.add("pages", pages)
    line.add("sheets", sheets)
    line.add(status == .written ? "warnings" : "errors", codes)
    return line.text
  }

  /// Reads a line; nil if it is not a line of a manifest.
  init?(_ text: [UInt8], name source: String = "manifest") {
    guard let root = try? JSONDocument(parsing: SourceText(name: source, bytes: text)).root,
      root["version"]?.digits == Self.version, let id = root["id"]?.string, let name = root["name"]?.string,
      let status = root["status"]?.string.flatMap(Status.init(rawValue:)), let input = root["input"],
      let template = root["template"], let program = root["program"], let outputs = root["outputs"]?.array
    else { return nil }
    self.id = id
    self.name = name
    self.status = status
    self.input = Input(input)
    // Places of findings are counted from here.
    guard [self.input.line, self.input.column].allSatisfy((1...1 << 40).contains), self.input.offset >= 0,
      self.input.bytes >= 0, Self.haveNumbers(root, ["firstPage", "pages", "sheets"]),
      outputs.allSatisfy({ Self.haveNumbers($0, ["bytes", "width"]) })
    else { return nil }
    maker = Maker(template: template, program: program)
    self.outputs = outputs.map(Output.init)
    firstPage = root["firstPage"]?.digits
    pages = root["pages"]?.digits
    sheets = root["sheets"]?.digits
    codes = (root["warnings"] ?? root["errors"])?.array?.compactMap(\.string) ?? []
  }
}

extension ManifestLine {
  /// Whether the members that must be whole numbers are such, if they are there.
  fileprivate static func haveNumbers(_ value: JSONValue, _ keys: [String]) -> Bool {
    keys.allSatisfy { value[$0].map { $0.digits != nil } ?? true }
  }
}

extension ManifestLine.Maker {
  /// What a renderer of this process makes letters with.
  init(_ renderer: LetterRenderer) throws(Findings) {
    template = renderer.template.manifest.name
    templateVersion = renderer.template.manifest.version
    templateDigest = renderer.templateFiles.digest.description
    fontDigest = renderer.fontDigest.description
    program = Version.number
    programDigest = try Self.ownDigest().description
    sourceDate = renderer.defaultDate?.iso
    libraries = LibraryVersions.all
    json = (templateJSON, programJSON)
  }

  /// The digest of this program's file, computed once per process.
  private static func ownDigest() throws(Findings) -> SHA256 {
    if let known = knownDigest.withLock({ $0 }) { return known }
    let digest = try SHA256(ofFile: "/proc/self/exe")
    knownDigest.withLock { $0 = digest }
    return digest
  }

  private static let knownDigest = Mutex<SHA256?>(nil)

  private var templateJSON: String {
    var line = JSONLine()
    line.add("name", template)
    line.add("version", templateVersion)
    line.add("sha256", templateDigest)
    line.add("fonts", fontDigest)
    return line.text
  }

  private var programJSON: String {
    var line = JSONLine()
    line.add("version", program)
    line.add("sha256", programDigest)
    line.add("sourceDate", sourceDate)
    var versions = JSONLine()
    for (name, version) in libraries.sorted(by: { $0.key < $1.key }) { versions.add(name, version) }
    line.add("libraries", json: versions.text)
    return line.text
  }

  fileprivate init(template value: JSONValue, program: JSONValue) {
    template = value["name"]?.string ?? ""
    templateVersion = value["version"]?.string ?? ""
    templateDigest = value["sha256"]?.string ?? ""
    fontDigest = value["fonts"]?.string ?? ""
    self.program = program["version"]?.string ?? ""
    programDigest = program["sha256"]?.string ?? ""
    sourceDate = program["sourceDate"]?.string
    for member in program["libraries"]?.object?.members ?? [] { libraries[member.key] = member.value.string }
    json = (templateJSON, programJSON)
  }
}
