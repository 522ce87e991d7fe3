import Digests
import FileSystem

/// Digests of the places of records, for tables that must be small. The path of an input can be written in several ways (`cases.ndjson`,
/// `./cases.ndjson`); the place is the same.
struct PlaceKeys {
  /// The last path, and where it leads to. Records of one file come one after the other.
  private var last: (file: String, real: String)?

  /// The digest of a place.
  mutating func key(of input: ManifestLine.Input) -> UInt64 { Self.key(of: input, inReal: real(input.file)) }

  /// The digest of the same place in the file of a path without links.
  static func key(of input: ManifestLine.Input, inReal path: String) -> UInt64 {
    SHA256(of: Array("\(path)\u{0}\(input.line)\u{0}\(input.column)\u{0}\(input.offset)".utf8)).prefix
  }

  private mutating func real(_ file: String) -> String {
    if let last, last.file.utf8.elementsEqual(file.utf8) { return last.real }
    let real = Paths.real(file)
    last = (file, real)
    return real
  }
}
