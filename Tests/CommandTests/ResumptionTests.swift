import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch --resume")
struct ResumptionTests {
  private let folder: TemporaryFolder
  private var out: String { folder.file("out").path }

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "knows a letter whose input is named in another way", arguments: ["./cases.ndjson", "x/../cases.ndjson", "whole"])
  func otherPaths(path: String) throws {
    let input = try BatchCases.file(2, in: folder)
    try folder.write("", to: "x/empty")
    let options = ["-o", out, "-f", "txt", "--template", "imr-2014"]
    #expect(try Subprocess.run(Command.path, ["batch", "cases.ndjson"] + options, in: folder.path).status == 0)
    let result = try Subprocess.run(
      Command.path, ["batch", path == "whole" ? input : path, "--resume"] + options, in: folder.path)
    #expect(result.status == 0 && result.errors.contains("2 done before"), "\(result.errors)")
  }

  @Test(
    "knows a letter although a bad record has its name too, as when rejected records were corrected in another file")
  func correctedRecords() throws {
    let bad = try folder.write(BatchCases.record(1).replacing("\"standard\"", with: "\"wrong\""), to: "a.ndjson")
    let good = try folder.write(BatchCases.record(1), to: "b.ndjson")
    for done in ["1 written", "1 done before"] {
      let result = try BatchCases.run([bad, good, "-o", out, "-f", "txt", "--resume"])
      #expect(result.status == 1 && result.errors.contains(done), "\(result.errors)")
    }
  }

  @Test("with --dry-run says what would be done, and changes nothing")
  func dryRun() throws {
    let input = try BatchCases.file(3, in: folder)
    #expect(try BatchCases.run([input, "-o", out, "-f", "txt", "--limit", "2"]).status == 0)
    let before = try BatchCases.files(out)
    let result = try BatchCases.run([input, "-o", out, "-f", "txt", "--resume", "--dry-run"])
    #expect(result.status == 0 && result.errors.contains("1 written"), "\(result.errors)")
    #expect(result.errors.contains("2 done before"))
    #expect(try BatchCases.files(out) == before)
  }

  @Test("takes no impossible number of pages from a manifest", arguments: [Int.max, Int.min, -1])
  func impossiblePages(pages: Int) throws {
    let options = [try BatchCases.file(1, in: folder), "-o", out, "--duplex"]
    #expect(try BatchCases.run(options).status == 0)
    let manifest = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8)
    try folder.write(manifest.replacing(/"pages":\d+/, with: "\"pages\":\(pages)"), to: "out/manifest.ndjson")
    let result = try BatchCases.run(options + ["--resume"])
    #expect(result.status == 0 && result.errors.contains("1 written"), "\(result.status) \(result.errors)")
  }
}
