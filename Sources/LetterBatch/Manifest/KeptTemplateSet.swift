import DeterminationLetters
import FileSystem
import Glibc

/// The files of a template set, which a batch keeps once in `.sets/DIGEST/` of its folder. They show how its letters came about. The
/// letters can be verified and made again even if the set changes.
enum KeptTemplateSet {
  /// Keeps the files in the folder of a batch, if they are not there yet. They appear whole or not at all.
  static func keep(_ files: TemplateFilesInUse, in folder: String) throws(Findings) {
    let kept = path(of: files.digest.description, in: folder)
    try Folders.requireOwnFolder(Paths.folder(of: kept))
    let temporary = kept + "~"
    for path in [kept, temporary] { try Folders.requireOwnFolder(path) }
    if Folders.isFolder(kept) {
      guard try files.areWritten(in: kept) else {
        throw Findings(
          Finding(
            .cannotCreate, "“\(kept)” is no longer the template set that a batch kept there",
            fix: "restore the folder as the batch left it, or remove it"))
      }
      return
    }
    try remove(temporary)
    try files.write(into: temporary)
    guard rename(temporary, kept) == 0 else { throw Findings.cannotCreate(kept) }
    Folders.sync(Paths.folder(of: kept))
  }

  /// The folder of the set with that digest, to be loaded as a template set; nil if it was not kept.
  static func find(_ digest: String, in folder: String) throws(Findings) -> String? {
    guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else {
      return nil
    }
    var left = mostFolders
    return try manifestFolder(below: path(of: digest, in: folder), depth: 4, &left)
  }

  private static func path(of digest: String, in folder: String) -> String { "\(folder)/.sets/\(digest)" }

  /// A batch keeps the set's own folder and the few that it includes. Somebody else may have put more there.
  private static let mostFolders = 1_000

  /// The folder that has the manifest of a set. Links are not followed: the same few could be followed again and again.
  /// - Parameter left: how many folders may still be looked into. It shrinks.
  private static func manifestFolder(below folder: String, depth: Int, _ left: inout Int) throws(Findings) -> String? {
    guard left > 0, Folders.isOwnFolder(folder) else { return nil }
    left -= 1
    if Folders.isRegularFile(folder + "/manifest.json") { return folder }
    guard depth > 0 else { return nil }
    for name in try Folders.list(folder) ?? [] {
      if let found = try manifestFolder(below: folder + "/" + name, depth: depth - 1, &left) { return found }
    }
    return nil
  }

  /// Removes what an interrupted batch left.
  private static func remove(_ folder: String) throws(Findings) {
    for name in try Folders.list(folder) ?? [] {
      let path = folder + "/" + name
      if unlink(path) != 0 { try remove(path) }
    }
    rmdir(folder)
  }
}
