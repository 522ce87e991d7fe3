import Testing

import FileSystem

@Suite("Paths")
struct PathTests {
  /// What dirname(1) and basename(1) say, but that a folder's name with a slash behind it is empty.
  @Test(
    "have a folder and a name",
    arguments: [
      ("a", ".", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/", "/", ""), ("//", "/", ""), ("a/", ".", ""),
      ("/a/b/", "/a", ""), ("", ".", ""), ("x/\u{301}y", "x", "\u{301}y"),
    ])
  func divides(path: String, folder: String, name: String) {
    #expect(Array(Paths.folder(of: path).utf8) == Array(folder.utf8))
    #expect(Array(Paths.name(of: path).utf8) == Array(name.utf8))
  }
}
