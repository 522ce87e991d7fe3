/// The files that a batch writes besides the letters. Their names are reserved in its folder.
enum BatchFile: String, CaseIterable {
  /// A line per record: what it became, with digests.
  case manifest
  /// The records without a letter.
  case rejected
  /// Where each letter is in the files of a print stream.
  case stream

  /// The name of the file.
  var name: String { rawValue + ".ndjson" }

  /// The path of the file in the folder of the batch.
  func path(in folder: String) -> String { "\(folder)/\(name)" }

  /// Whether a name belongs to such a file, or to one that an earlier run left, such as `manifest.1.ndjson`.
  static func includes(_ name: String) -> Bool {
    name.hasSuffix(".ndjson") && isReserved(name)
  }

  /// Whether a name belongs to the manifest of this or an earlier run.
  static func isManifest(_ name: String) -> Bool {
    includes(name) && OutputName.stem(of: name).lowercased() == manifest.rawValue
  }

  /// Whether the part of a name before its first dot is reserved.
  static func isReserved(_ name: String) -> Bool {
    let stem = OutputName.stem(of: name).lowercased()
    return allCases.contains { $0.rawValue == stem }
  }
}
