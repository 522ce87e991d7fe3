import DeterminationLetters
import FileSystem
import JSONText

/// The input files of a batch. Their names are in one block of bytes, because a folder may hold hundreds of thousands.
struct CaseFiles: Sendable {
  private var names: [UInt8] = []
  private var ends: [UInt32] = []
  /// The folder of each run of files, and where the run starts.
  private var folders: [(start: Int, folder: String)] = []

  /// Files of a batch in an input folder that is also its output folder. They are not read.
  private(set) var unread: [String] = []

  private static let suffixes = [".json", ".ndjson", ".jsonl"]

  /// Finds the files of the inputs: folders, files, `-`.
  /// - Parameter outputs: folders of the batch. The files that it writes there besides letters are not inputs.
  /// - Throws: a finding for each input that is missing, and for each name in a folder that is not a regular file.
  init(_ inputs: [String], outputs: [String] = []) throws(Findings) {
    var missing: [Finding] = []
    for input in inputs {
      // A folder may have the name “-”, which means standard input all the same.
      if input != "-", Folders.isFolder(input) {
        let isOutput = outputs.contains { Paths.areSame($0, input) }
        var found = (try Folders.list(input) ?? []).filter { name in
          Self.suffixes.contains { Paths.has(suffix: $0, name) }
        }
        if isOutput {
          unread += found.filter(BatchFile.includes).map { "\(input)/\($0)" }
          found.removeAll(where: BatchFile.includes)
        }
        for name in found where !Folders.isRegularFile(input + "/" + name) {
          missing.append(
            Finding(
              .inputMissing, "“\(name)” in “\(input)” is not a file that can be read",
              fix: "rename it, or remove it from the folder"))
        }
        if found.isEmpty {
          missing.append(Finding(.inputMissing, "there is no .json, .ndjson or .jsonl file in “\(input)”"))
        }
        add(found, folder: input.hasSuffix("/") ? input : input + "/")
      } else if input == "-" || Folders.exists(input) {
        add([input], folder: "")
      } else {
        missing.append(Finding(.inputMissing, "there is no file or folder “\(input)”"))
      }
    }
    guard missing.isEmpty else { throw Findings(missing) }
  }

  private mutating func add(_ found: [String], folder: String) {
    // By bytes, because Swift takes names for the same that only look the same.
    if folders.last.map({ !$0.folder.utf8.elementsEqual(folder.utf8) }) ?? true { folders.append((ends.count, folder)) }
    for name in found {
      names += Array(name.utf8)
      ends.append(UInt32(truncatingIfNeeded: names.count))
    }
  }

  /// How many there are.
  var count: Int { ends.count }

  /// The path of a file, as the user would write it.
  subscript(index: Int) -> String {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return folder(of: index) + String(decoding: names[start..<Int(ends[index])], as: UTF8.self)
  }

  /// The folder of a file. A command can name very many folders.
  private func folder(of index: Int) -> String {
    let next = folders.partitioningIndex { $0.start > index }
    return next > 0 ? folders[next - 1].folder : ""
  }

  /// Whether all of them can be read more than once.
  var areRegular: Bool { (0..<count).allSatisfy { self[$0] != "-" && Folders.isRegularFile(self[$0]) } }

  /// The names of the input files in a folder.
  func names(in folder: String) -> Set<String> {
    var isSame: [ExactText: Bool] = [:]
    var names: Set<String> = []
    for index in 0..<count {
      // What a link leads to would be replaced.
      let written = self[index]
      let path = Files.linkTarget(written) == nil ? written : Paths.real(written)
      let own = Paths.folder(of: path)
      let isInside = isSame[ExactText(own)] ?? Paths.areSame(own, folder)
      isSame[ExactText(own)] = isInside
      if isInside { names.insert(Paths.name(of: path)) }
    }
    return names
  }
}
