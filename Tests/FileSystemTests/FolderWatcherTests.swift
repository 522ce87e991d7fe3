import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("The watcher of folders", .timeLimit(.hang))
struct FolderWatcherTests {
  /// The names that changed, until one of some names is among them.
  private func changes(_ watcher: FolderWatcher, until name: String) async -> Set<String> {
    var names: Set<String> = []
    for await changed in watcher.changes {
      names.formUnion(changed.map { URL(fileURLWithPath: $0).lastPathComponent })
      if names.contains(name) { break }
    }
    return names
  }

  @Test("reports files that are written, replaced or removed, and folders that are new")
  func reports() async throws {
    let folder = try TemporaryFolder()
    try folder.write("1", to: "a.txt")
    try folder.write("1", to: "b.txt")
    let watcher = try FolderWatcher()
    watcher.watch(folder.path)
    watcher.watch(folder.path + "/none")
    _ = try Data(contentsOf: folder.file("a.txt"))  // reading is no change
    try folder.write("2", to: "b.txt")
    #expect(await changes(watcher, until: "b.txt").contains("a.txt") == false)
    try FileManager.default.removeItem(at: folder.file("b.txt"))
    #expect(await changes(watcher, until: "b.txt").contains("b.txt"))
    try FileManager.default.moveItem(at: folder.file("a.txt"), to: folder.file("c.txt"))
    #expect(await changes(watcher, until: "c.txt").contains("a.txt"))
    try FileManager.default.createDirectory(at: folder.file("new"), withIntermediateDirectories: false)
    #expect(await changes(watcher, until: "new").contains("new"))
  }

  @Test("reports several changes of one save as one group, with whole paths")
  func groups() async throws {
    let folder = try TemporaryFolder()
    let watcher = try FolderWatcher()
    watcher.watch(folder.path)
    var iterator = watcher.changes.makeAsyncIterator()
    var groups: [Set<String>] = []
    // On a busy machine, this thread may wait between two files for longer than the group does. So several saves are tried.
    for save in 0..<20 where !groups.contains(where: { $0.count == 3 }) {
      let names = ["a", "b", "c"].map { $0 + String(save) }
      for name in names { try folder.write("x", to: name) }
      let last = "\(folder.path)/\(names[2])"
      repeat { groups.append(await iterator.next() ?? [last]) } while groups.last?.contains(last) == false
    }
    let whole = groups.first { $0.count == 3 } ?? []
    #expect(whole.count == 3 && whole.allSatisfy { $0.hasPrefix(folder.path + "/") }, "\(groups)")
  }
}
