import FileSystem

/// The modes of the files of an earlier print stream, which are removed before new ones are made: a private stream stays private.
struct PrintStreamModes: Sendable {
  /// The mode of the index.
  private(set) var ofIndex: FileMode?
  private var modes: [String: FileMode] = [:]

  /// There was no earlier stream.
  init() {}

  /// The modes of some files of a folder, and of its index.
  init(of names: [String], in folder: String) {
    ofIndex = FileMode(of: BatchFile.stream.path(in: folder))
    for name in names { modes[name] = FileMode(of: "\(folder)/\(name)") }
  }

  /// The mode of a file. One that the earlier stream did not have gets that of the index.
  subscript(name: String) -> FileMode? { modes[name] ?? ofIndex }
}
