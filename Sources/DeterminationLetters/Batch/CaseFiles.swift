import Glibc
import JSONText

/// The files of a batch. Names lie in one block of bytes, because a folder may hold hundreds of thousands.
struct CaseFiles: Sendable {
  private var names: [UInt8] = []
  private var ends: [UInt32] = []
  /// The folder of each run of files, and where the run starts.
  private var folders: [(start: Int, folder: String)] = []

  private static let suffixes = [".json", ".ndjson", ".jsonl"]

  /// Finds the files of the inputs: folders, files, `-`.
  /// - Throws: all inputs that are missing.
  init(_ inputs: [String]) throws(Findings) {
    var missing: [Finding] = []
    for input in inputs {
      if Files.isFolder(input) {
        let found = (Files.list(input) ?? []).filter { name in Self.suffixes.contains { name.hasSuffix($0) } }
        if found.isEmpty {
          missing.append(Finding(.inputMissing, "there is no .json, .ndjson or .jsonl file in “\(input)”"))
        }
        add(found, folder: input.hasSuffix("/") ? input : input + "/")
      } else if input == "-" || Files.exists(input) {
        add([input], folder: "")
      } else {
        missing.append(Finding(.inputMissing, "there is no file or folder “\(input)”"))
      }
    }
    guard missing.isEmpty else { throw Findings(missing) }
  }

  private mutating func add(_ found: [String], folder: String) {
    folders.append((ends.count, folder))
    for name in found {
      names += Array(name.utf8)
      ends.append(UInt32(truncatingIfNeeded: names.count))
    }
  }

  /// How many there are.
  var count: Int { ends.count }

  /// The path of a file, as the user would write it.
  subscript(index: Int) -> String {
    let folder = folders.last { $0.start <= index }?.folder ?? ""
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return folder + String(decoding: names[start..<Int(ends[index])], as: UTF8.self)
  }

  /// Whether all of them can be read more than once.
  var areRegular: Bool {
    (0..<count).allSatisfy { index in
      var status = stat()
      return self[index] != "-" && stat(self[index], &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
