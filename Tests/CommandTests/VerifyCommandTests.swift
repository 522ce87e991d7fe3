import Foundation
import TestSupport
import Testing

@Suite("imr-letters verify")
struct VerifyCommandTests {
  private func verify(_ pdf: String, _ caseFile: String, edition: String) throws -> ProcessResult {
    try Command.run("verify", pdf, "--case", caseFile, "--template", edition)
  }

  @Test("agrees with every letter that was rendered", arguments: Project.allSamples)
  func agrees(sample: Sample) throws {
    let folder = try TemporaryFolder()
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", sample.url.path, "--template", sample.edition, "-o", pdf).status == 0)
    let result = try verify(pdf, sample.url.path, edition: sample.edition)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("tells where a letter says something else, without saying what")
  func disagrees() throws {
    let folder = try TemporaryFolder()
    let words = (0..<900).map { "word\($0)" }.joined(separator: " ")
    let right = try folder.write(Command.minimalCase(summary: "\(words) SECRET"), to: "right.json")
    let wrong = try folder.write(Command.minimalCase(summary: "\(words) SACRED"), to: "wrong.json")
    let longer = try folder.write(
      Command.minimalCase(summary: words).replacing("Because.", with: "Because so."), to: "longer.json")
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", right, "--template", "imr-2014", "-o", pdf).status == 0)
    #expect(try verify(pdf, right, edition: "imr-2014").status == 0)
    let result = try verify(pdf, wrong, edition: "imr-2014")
    #expect(
      result.status == 65 && result.errors.contains("[IMR-V001]") && result.errors.contains("page 3"),
      "\(result.errors)")
    #expect(!result.errors.contains("SECRET") && !result.errors.contains("SACRED"))
    #expect(try verify(pdf, longer, edition: "imr-2014").status == 65)
  }

  @Test("does not crash on files that are no letters")
  func survivesOtherFiles() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write(Command.minimalCase(), to: "case.json")
    let pdf = folder.file("x.pdf").path
    #expect(try Command.run("render", good, "--template", "imr-2014", "-o", pdf).status == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: pdf))
    #expect(try verify(folder.path + "/nowhere", good, edition: "imr-2014").status == 66)
    for (index, data) in [
      Data(), Data("%PDF-1.7 xref".utf8), bytes.prefix(2_000), bytes.dropLast(10), bytes.suffix(400),
    ].enumerated() {
      let file = folder.file("\(index).pdf")
      try Data(data).write(to: file)
      let result = try verify(file.path, good, edition: "imr-2014")
      #expect(result.status == 65, "\(index): \(result.errors)")
    }
    // Bytes changed all over the file: any verdict but a crash.
    for offset in stride(from: 0, to: bytes.count, by: bytes.count / 40) {
      var damaged = bytes
      damaged[offset] ^= 0x15
      let file = folder.file("damaged.pdf")
      try damaged.write(to: file)
      #expect([0, 65].contains(try verify(file.path, good, edition: "imr-2014").status), "byte \(offset)")
    }
  }
}
