import DeterminationLetters
import FileSystem
import JSONText

/// A case file of a batch: a file of its own, an element of an array, or a line of an NDJSON file.
struct CaseRecord: Sendable {
  /// Its text.
  let source: SourceText
  /// The name of its letter if the case has no identity.
  let fallbackName: String
  /// The file that it was read from.
  let file: String
  /// The place of its text.
  let place: Place

  /// Where a record is in the files of a batch, so that it can be read again.
  struct Place: Sendable, Codable {
    /// The number of the file.
    let file: UInt32
    /// The bytes before it.
    let offset: Int
    /// Its own bytes.
    let count: Int
    /// Its line or its number in an array; nil if it is a file of its own.
    let number: Int?
    /// The line and column of its first byte, from 1.
    let line, column: Int
  }
}

extension CaseRecord {
  /// A record from its bytes in a file of a batch.
  init(_ source: SourceText, at place: Place, of file: String) {
    self.source = RejectedRecord.unwrapped(source)
    self.place = place
    self.file = file
    let stem = Self.stem(of: file)
    fallbackName = place.number.map { "\(stem)-\($0)" } ?? stem
  }

  /// The name of a file without suffix, as the names of letters have it.
  static func stem(of file: String) -> String {
    let name = file == "-" ? "stdin" : Paths.name(of: file)
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// Reads a record again.
  /// - Throws: a finding if the file has become shorter or cannot be read.
  init(fetching place: Place, of files: CaseFiles) throws(Findings) {
    try self.init(fetching: place, of: files[Int(place.file)])
  }

  /// Reads the record of a line of a manifest.
  /// - Throws: a finding if the line gives it more bytes than a record with a letter can have, also one that was rejected before.
  init(fetching input: ManifestLine.Input) throws(Findings) {
    let most = JSONLimits().bytes
    guard input.bytes <= most else {
      throw Findings(
        Finding(
          .badManifest,
          "the manifest gives the record at line \(input.line) of “\(input.file)” \(input.bytes) bytes, and a record has at most \(most >> 20) MiB",
          fix: "restore the manifest, or run the batch again"))
    }
    let place = Place(
      file: 0, offset: input.offset, count: input.bytes, number: nil, line: input.line, column: input.column)
    try self.init(fetching: place, of: input.file)
  }

  private init(fetching place: Place, of file: String) throws(Findings) {
    let bytes = try Files.contents(file, at: place.offset, count: place.count)
    let source = SourceText(name: file, bytes: bytes, firstLine: place.line, firstColumn: place.column)
    self.init(source, at: place, of: file)
  }
}

/// A line of `rejected.ndjson` is a record too, so that corrected records can be given to a batch as they are.
enum RejectedRecord {
  /// The record inside a line of `rejected.ndjson`; any other text as it is.
  static func unwrapped(_ source: SourceText) -> SourceText {
    guard startsLikeOne(source.bytes), let document = try? JSONDocument(parsing: source),
      let last = document.root.object?.members.last, last.key == "record"
    else { return source }
    if let text = last.value.string {
      return SourceText(name: source.name, bytes: Array(text.utf8), firstLine: source.firstLine)
    }
    guard let end = source.bytes.lastIndex(of: UInt8(ascii: "}")), end > last.value.offset else { return source }
    let place = source.location(at: last.value.offset)
    return SourceText(
      name: source.name, bytes: Array(source.bytes[last.value.offset..<end]), firstLine: place.line,
      firstColumn: place.column)
  }

  /// Whether the first key is `findings`, which no case file has.
  private static func startsLikeOne(_ bytes: [UInt8]) -> Bool {
    func rest(after prefix: String, _ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
      let bytes = bytes.drop(while: \.isJSONSpace)
      return bytes.starts(with: prefix.utf8) ? bytes.dropFirst(prefix.utf8.count) : nil
    }
    return rest(after: "{", bytes[...]).flatMap { rest(after: "\"findings\"", $0) } != nil
  }
}
