import Foundation
import TestSupport
import Testing

@Suite(
  "imr-letters batch on a full disk", .enabled(if: SmallDisk.isAvailable, "skipped: only root can mount a small disk"))
struct FullDiskTests {
  @Test(
    "leaves whole letters, and the rest follows",
    // With each size, another write finds the disk full; the first has no room for the template set.
    arguments: [300, 1_000, 1_012, 1_024, 1_036])
  func survivesFullDisks(kilobytes: Int) throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(120, in: folder)
    let undisturbed = folder.file("undisturbed").path
    #expect(try BatchCases.run([input, "-o", undisturbed, "-f", "pdf,txt"]).status == 0)
    let expected = try BatchCases.files(undisturbed)
    let disk = try SmallDisk(kilobytes: kilobytes)
    let out = disk.path + "/out"
    let full = try BatchCases.run([input, "-o", out, "-f", "pdf,txt", "-j", "2"])
    #expect(full.status == 74, "\(full.errors)")
    let found = try BatchCases.files(out)
    for (name, bytes) in found where name != "manifest.ndjson" {
      #expect(expected[name] == bytes, "\(name)")
    }
    #expect(found.count > 5 || kilobytes == 300)
    try expectLines(out)
    #expect(try Command.run("verify", "--manifest", out + "/manifest.ndjson").status == 0)
    try disk.remount("size=50m")
    #expect(try BatchCases.run([input, "-o", out, "-f", "pdf,txt", "--resume"]).status == 0)
    #expect(try BatchCases.files(out) == expected)
  }

  @Test(
    "has a line for each letter of a print stream, also behind those of rejected records",
    arguments: stride(from: 600, to: 900, by: 20).map(\.self))
  func keepsLinesOfPrintStreams(kilobytes: Int) throws {
    let folder = try TemporaryFolder()
    let rejected = BatchCases.record(0, summary: "x").replacing("CM16-8000000", with: "no number")
    let records = [rejected] + (1..<60).map { BatchCases.record($0, summary: String(repeating: "Text. ", count: 200)) }
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    let disk = try SmallDisk(kilobytes: kilobytes)
    _ = try BatchCases.run([input, "--print-stream", disk.path + "/out", "--max-pages", "4", "-j", "1"])
    try expectLines(disk.path + "/out")
  }

  @Test(
    "keeps the lines of letters if a rejected record has no room",
    arguments: stride(from: 560, to: 1_000, by: 40).map(\.self))
  func keepsLinesBesideLongRecords(kilobytes: Int) throws {
    let folder = try TemporaryFolder()
    let long = BatchCases.record(20, summary: "x").replacing(
      "CM16-8000020", with: String(repeating: "9", count: 300_000))
    let records = (0..<20).map { BatchCases.record($0, summary: "Text.") } + [long]
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    let disk = try SmallDisk(kilobytes: kilobytes)
    let result = try BatchCases.run([input, "-o", disk.path + "/out", "-f", "txt", "-j", "1"])
    #expect([1, 74].contains(result.status), "\(result.errors.suffix(300))")
    try expectLines(disk.path + "/out")
  }

  /// Expects that the manifest names exactly the letters that are there.
  private func expectLines(_ out: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: out).filter { name in
      !name.hasPrefix(".") && [".pdf", ".txt"].contains { name.hasSuffix($0) }
    }
    let manifest = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8)
    let listed = try manifest.split(separator: "\n").flatMap { line in
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return (object["outputs"] as? [[String: Any]] ?? []).compactMap { $0["file"] as? String }
    }
    #expect(Set(listed) == Set(names))
  }
}
