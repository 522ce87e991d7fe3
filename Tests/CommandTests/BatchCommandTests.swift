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
}
