import Foundation
import TestSupport
import Testing

/// A manifest may say that a record was rejected although its letter can be made: the record was not to blame.
@Suite("Manifests with records that were rejected for another reason than their own words")
struct ManifestRejectionTests {
  private func verify(_ folder: String) throws -> ProcessResult {
    try Command.run("verify", "--manifest", folder + "/manifest.ndjson", "--rerender")
  }

  @Test("may list records that only the options of the batch refused", arguments: ["--name", "--strict"])
  func refusedByOptions(option: String) throws {
    let folder = try TemporaryFolder()
    let refused = option == "--strict" ? [option] : [option, String(repeating: "x", count: 190) + "{case.number}"]
    let out = folder.file("out").path
    let input = option == "--strict" ? Project.folder("Samples/imr-2014") : try BatchCases.file(2, in: folder)
    #expect(try BatchCases.run([input, "-f", "txt", "-o", out] + refused).status != 0)
    let result = try verify(out)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("may list a record that was rejected because its letter is there and signed")
  func refusedBySignature() throws {
    let folder = try TemporaryFolder()
    let (input, out) = (try BatchCases.file(2, in: folder), folder.file("out").path)
    let arguments = [input, "-o", out, "--signature-field", "invisible"]
    #expect(try BatchCases.run(arguments).status == 0)
    let letter = folder.file("out/CM16-8000000.pdf")
    try IncrementalUpdate.signing(Data(contentsOf: letter)).write(to: letter)
    let second = try BatchCases.run(arguments)
    #expect(second.status == 1 && second.errors.contains("[IMR-O006]"), "\(second.errors)")
    let result = try verify(out)
    #expect(result.status == 0 && result.errors.contains("failed: 0; rejected records: 1"), "\(result.errors)")
  }

  @Test("may list a record that was rejected because the path of its letter has a confidential value of the case")
  func refusedByPath() throws {
    let folder = try TemporaryFolder()
    let name = "Jordan Quillfeather"
    let record = BatchCases.record(1).replacing("\"reviewer\"", with: "\"confidential\": [\"\(name)\"], \"reviewer\"")
    let input = try folder.write(BatchCases.record(0) + "\n" + record, to: "cases.ndjson")
    let out = folder.file(name).path
    #expect(try BatchCases.run([input, "-o", out, "-f", "txt"]).status == 1)
    let result = try verify(out)
    #expect(result.status == 0 && result.errors.contains("failed: 0; rejected records: 1"), "\(result.errors)")
  }

  @Test("may list the notes of a record that --strict refused")
  func refusedWithNotes() throws {
    let folder = try TemporaryFolder()
    // A blank is a warning, and a space before a comma is a note.
    let summary = "The date is TBD. The patient walks slowly , and the brace is worn all day long."
    let input = try folder.write(BatchCases.record(0, summary: summary), to: "cases.ndjson")
    let out = folder.file("out").path
    #expect(try BatchCases.run([input, "-o", out, "-f", "txt", "--strict"]).status == 1)
    let manifest = URL(fileURLWithPath: out + "/manifest.ndjson")
    #expect(try String(contentsOf: manifest, encoding: .utf8).contains("IMR-R034"))
    let result = try verify(out)
    #expect(result.status == 0 && result.errors.contains("failed: 0; rejected records: 1"), "\(result.errors)")
  }
}
