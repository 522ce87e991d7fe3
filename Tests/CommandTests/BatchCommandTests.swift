import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch")
struct BatchCommandTests {
  @Test("exits with 1 where some records were rejected and tells which")
  func tellsRejected() throws {
    let folder = try TemporaryFolder()
    let good = Command.minimalCase().replacing("\n", with: " ")
    try folder.write("\(good)\n{}\n\(good)\n", to: "a.ndjson")
    let result = try Command.run(
      "batch", "a.ndjson", "--template", "imr-2014", "-o", "out/deep", "-f", "pdf,txt", in: folder.path)
    #expect(result.status == 1)
    #expect(result.errors.contains("a.ndjson:2:1: error: the key “reviewer” is missing [IMR-D001]"))
    #expect(result.errors.contains("2 written, 1 rejected"))
    #expect(
      TemporaryFolder.names(in: folder.file("out/deep").path) == [
        "a-1.pdf",
        "a-1.txt",
        "a-3.pdf",
        "a-3.txt",
        "manifest.ndjson",
        "rejected.ndjson",
      ])
  }

  @Test("reads NDJSON from standard input")
  func readsStandardInput() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      "batch", "-", "--template", "imr-2014", "-o", "out", input: Command.minimalCase().replacing("\n", with: " "),
      in: folder.path)
    #expect(result.status == 0)
    #expect(
      TemporaryFolder.names(in: folder.file("out").path)
        == ["manifest.ndjson", "stdin-1.pdf"])
  }

  @Test("does not start without its inputs, its template set or its folder")
  func reportsWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    #expect(try Command.run("batch", "nowhere", "-o", "out", in: folder.path).status == 66)
    try folder.write(Command.minimalCase(), to: "in/a.json")
    #expect(try Command.run("batch", "in", "-o", "file/out", "--template", "imr-2014", in: folder.path).status == 73)
    #expect(try Command.run("batch", "in", "-o", "out", "--template", "nothing", in: folder.path).status == 66)
    #expect(folder.names == ["file", "in"])
  }

  @Test(
    "makes text and HTML of a case whose PDF cannot be made, as render and a stream do",
    arguments: ["txt", "html", "txt,html"])
  func withoutFonts(formats: String) throws {
    let folder = try TemporaryFolder()
    // No font of ours has this character.
    let input = try folder.write(BatchCases.record(0, summary: "A word \u{1F600}."), to: "cases.ndjson")
    let out = folder.file("out").path
    let result = try BatchCases.run([input, "-f", formats, "-o", out])
    #expect(result.status == 0 && result.errors.contains("1 written"), "\(result.errors)")
    #expect(try BatchCases.run([input, "-f", formats + ",pdf", "-o", folder.file("pdf").path]).status == 1)
  }

  @Test("names the files of its input folder that it does not read because it writes such files there")
  func unreadFiles() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(BatchCases.record(0), to: "in/a.json")
    _ = try folder.write(BatchCases.record(1), to: "in/rejected.ndjson")
    let path = folder.file("in").path
    let result = try BatchCases.run([path, "-f", "txt", "-o", path])
    #expect(
      result.errors.contains("1 written") && result.errors.contains("rejected.ndjson” in the output folder: not read"),
      "\(result.errors)")
    #expect(!(try BatchCases.run([path, "-f", "txt", "-o", folder.file("other").path])).errors.contains("not read"))
  }

}
