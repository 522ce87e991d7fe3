import Glibc
import JSONText

/// The files of a batch. Names lie in one block of bytes, because a folder may hold hundreds of thousands.
struct CaseFiles: Sendable {
  private var names: [UInt8] = []
  private var ends: [UInt32] = []
  /// The folder of each run of files, and where the run starts.
  private var folders: [(start: Int, folder: String)] = []

  private static let suffixes = [".json", ".ndjson", ".jsonl"]

  /// The files that a batch writes itself, those of earlier runs included.
  private static func isOfBatch(_ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }
    return name.hasSuffix(".ndjson") && ["manifest", "rejected", "stream"].contains(stem)
  }

  /// Finds the files of the inputs: folders, files, `-`.
  /// - Parameter outputs: folders that are written to; what a batch writes there besides letters is no input.
  /// - Throws: all inputs that are missing, or that are in a folder and no plain files.
  init(_ inputs: [String], outputs: [String] = []) throws(Findings) {
    var missing: [Finding] = []
    for input in inputs {
      if Files.isFolder(input) {
        let isOutput = outputs.contains { Files.areSame($0, input) }
        let found = (Files.list(input) ?? []).filter { name in
          Self.suffixes.contains { name.hasSuffix($0) } && !(isOutput && Self.isOfBatch(name))
        }
        for name in found where !Files.isPlain(input + "/" + name) {
          missing.append(
            Finding(
              .inputMissing, "“\(name)” in “\(input)” is no file that can be read",
              fix: "rename it or take it out of the folder"))
        }
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
  var areRegular: Bool { (0..<count).allSatisfy { self[$0] != "-" && Files.isPlain(self[$0]) } }

  /// The names of those that lie in a folder.
  func names(in folder: String) -> Set<String> {
    var isSame: [String: Bool] = [:]
    var names: Set<String> = []
    for index in 0..<count {
      let path = self[index]
      let own = Files.folder(of: path)
      let isInside = isSame[own] ?? Files.areSame(own, folder)
      isSame[own] = isInside
      if isInside { names.insert(Files.name(of: path)) }
    }
    return names
  }
}
