import Foundation
import TestSupport
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

  @Test("are the same if they lead to one place, also one that does not exist yet")
  func sameness() {
    for (one, other, areSame) in [
      ("none", "./none/", true), ("none", "none/../none", true),
      ("none", FileManager.default.currentDirectoryPath + "/none", true),
      ("none/a", "none//a", true), ("none", "none/..", false), ("none/a", "none/b", false), ("/none", "none", false),
    ] {
      #expect(Paths.areSame(one, other) == areSame, "\(one) and \(other)")
    }
  }
}

@Suite("The first byte of an input")
struct FirstByteTests {
  @Test(
    "is found behind white space and a byte-order mark, and nothing else is skipped",
    arguments: [
      ([0x5B], 0x5B), ([0x0A, 0x20, 0x5B], 0x5B), ([0xEF, 0xBB, 0xBF, 0x0A, 0x5B], 0x5B), ([0xEF, 0xBB, 0xBF], nil),
      ([], nil),
      ([0xBF, 0xEF, 0xBB, 0x5B], 0xBF), ([0x20, 0xEF, 0xBB, 0xBF, 0x5B], 0xEF), ([0xEF, 0xBB, 0x5B], 0xEF),
    ] as [([UInt8], UInt8?)])
  func first(bytes: [UInt8], expected: UInt8?) throws {
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: folder.file("input"))
    var stream = try ByteStream(folder.file("input").path)
    #expect(try stream.peek() == expected)
  }

  @Test("is not looked for without end")
  func longBlanks() throws {
    let folder = try TemporaryFolder()
    try Data(repeating: 0x0A, count: 40 << 20).write(to: folder.file("input"))
    var stream = try ByteStream(folder.file("input").path)
    let (byte, seconds) = try WorkTime.measure { try stream.peek() }
    #expect(byte == 0x0A && seconds < 20)
    #expect(stream.buffer.count < 20 << 20)
  }
}
