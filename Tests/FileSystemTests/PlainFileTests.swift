import Diagnostics
import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Plain files")
struct PlainFileTests {
  private static let code = FindingCode.inputUnreadable

  private func read(_ path: String, inside folder: String, limit: Int = 1 << 20) throws(Findings) -> [UInt8]? {
    try Files.plainContents(path, inside: [RealFolder(folder)].compactMap(\.self), limit: limit, refusal: Self.code)
  }

  @Test("are read, also through links that stay inside", .timeLimit(.hang))
  func readsInside() throws {
    let folder = try TemporaryFolder()
    try folder.write("abc", to: "a.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/b.txt", withDestinationPath: "a.txt")
    for name in ["a.txt", "b.txt"] {
      #expect(try read(folder.path + "/" + name, inside: folder.path) == Array("abc".utf8))
    }
    #expect(try read(folder.path + "/none.txt", inside: folder.path) == nil)
    #expect(try read(folder.path + "/a.txt/x", inside: folder.path) == nil)
  }

  @Test("are not pipes, devices, folders, large files or links that lead out", .timeLimit(.hang))
  func refusesOthers() throws {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    try outside.write("secret", to: "s.txt")
    try folder.write(String(repeating: "a", count: 100), to: "large.txt")
    let set = folder.path
    mkfifo(set + "/pipe", 0o600)
    let links = ["zero": "/dev/zero", "out": outside.path + "/s.txt", "home": outside.path]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(atPath: set + "/" + name, withDestinationPath: target)
    }
    try FileManager.default.createSymbolicLink(atPath: set + "/self", withDestinationPath: "self")
    try FileManager.default.createSymbolicLink(atPath: set + "/gone", withDestinationPath: "nowhere")
    for path in [
      "/self", "/gone", "/pipe", "/zero", "/out", "/home/s.txt", "/large.txt", "",
      "/../" + outside.url.lastPathComponent + "/s.txt",
    ] {
      #expect { try read(set + path, inside: set, limit: 99) } throws: {
        ($0 as? Findings)?.all.first?.code == Self.code
      }
    }
  }
}
