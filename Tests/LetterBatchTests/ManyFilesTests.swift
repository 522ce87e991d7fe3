import FileSystem
import Foundation
import TestSupport
import Testing

@testable import LetterBatch

/// What a batch does for each line or each file must not take longer because there are many of them.
@Suite("Many files")
struct ManyFilesTests {
  @Test("that must not be named are known at once")
  func hiddenFiles() throws {
    let folder = try TemporaryFolder()
    for number in 0..<2_000 { try folder.write("{}", to: "in/\(number).json") }
    let files = try CaseFiles([folder.file("in").path])
    let identity = RecordIdentity(id: "1", name: "1", isSelected: true, hidesFile: true)
    var hidden = HiddenFiles()
    let (answers, seconds) = WorkTime.measure {
      for number in 0..<files.count {
        let place = CaseRecord.Place(
          file: UInt32(number), offset: 0, count: 2, number: nil, line: 1, column: 1)
        hidden.learn(identity, at: place, in: files)
      }
      return (0..<files.count).map { hidden.contains(files[$0]) }
    }
    #expect(answers.allSatisfy { $0 } && seconds < 2, "\(seconds)")
    #expect(hidden.contains(folder.file("in/../in/7.json").path) && !hidden.contains(folder.file("in/7.jso").path))
  }

  @Test("and links beside a kept template set are not followed, and not all are looked at", arguments: [true, false])
  func keptSets(areLinks: Bool) throws {
    let folder = try TemporaryFolder()
    let digest = String(repeating: "a", count: 64)
    let set = ".sets/\(digest)"
    try folder.write("{}", to: "\(set)/z/imr/manifest.json")
    #expect(try KeptTemplateSet.find(digest, in: folder.path)?.hasSuffix("/z/imr") == true)
    for number in 0..<(areLinks ? 40 : 1_000) {
      let path = folder.file("\(set)/\(number)").path
      if areLinks {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: ".")
      } else {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
    }
    let (found, seconds) = try WorkTime.measure { try KeptTemplateSet.find(digest, in: folder.path) }
    #expect((found != nil) == areLinks && seconds < 2, "\(seconds)")
    // A link in place of the set is none.
    try FileManager.default.moveItem(atPath: folder.file(set).path, toPath: folder.file("moved").path)
    try FileManager.default.createSymbolicLink(atPath: folder.file(set).path, withDestinationPath: "../moved")
    #expect(try KeptTemplateSet.find(digest, in: folder.path) == nil)
  }
}
