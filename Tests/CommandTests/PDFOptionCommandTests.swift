import Foundation
import TestSupport
import Testing

@Suite("--pdf and --signature-field")
struct PDFOptionCommandTests {
  private func cases(in folder: TemporaryFolder) throws -> String {
    for (index, sample) in Project.samples("imr-2016").prefix(4).enumerated() {
      try folder.write(String(contentsOf: sample, encoding: .utf8), to: "in/\(index).json")
    }
    return folder.file("in").path
  }

  private func manifest(_ folder: TemporaryFolder, _ path: String) throws -> [String] {
    try String(contentsOf: folder.file(path), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test("are recorded in the manifest, hold when letters are made again, and count when a batch resumes")
  func recorded() throws {
    let folder = try TemporaryFolder()
    let input = try cases(in: folder)
    let out = folder.file("out").path
    let field = ["--signature-field", "72,735,200,50"]
    func batch(_ more: [String]) throws -> ProcessResult {
      try Subprocess.run(Command.path, ["batch", input, "-f", "pdf,txt", "-o", out] + more)
    }
    #expect(try batch(["--pdf", "ua-2"] + field).status == 0)
    let lines = try manifest(folder, "out/manifest.ndjson")
    #expect(lines.count == 4)
    for line in lines {
      #expect(line.contains(#""pdf":"ua-2","signatureField":"72,735,200,50"}"#), "\(line)")
      #expect(line.contains(#""width":80}"#), "plain text has no such options")
    }
    let again = try Command.run("verify", "--manifest", "\(out)/manifest.ndjson", "--rerender")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try batch(["--pdf", "ua-2", "--resume"] + field).errors.contains("4 done before"))
    #expect(try batch(["--resume"] + field).errors.contains("4 written"))
    #expect(try batch(["--resume"]).errors.contains("4 written"))
    #expect(try batch(["--resume"]).errors.contains("4 done before"))
    #expect(try manifest(folder, "out/manifest.ndjson").allSatisfy { $0.contains(#""pdf":"ua-1"}"#) })
  }

  @Test("of a print stream: the standard holds, and there is no field")
  func printStream() throws {
    let folder = try TemporaryFolder()
    let input = try cases(in: folder)
    let print = folder.file("print").path
    func stream(_ more: String...) throws -> ProcessResult {
      try Subprocess.run(Command.path, ["batch", input, "--print-stream", print, "--duplex"] + more)
    }
    #expect(try stream("--signature-field", "invisible").status == 64)
    #expect(try stream("--pdf", "ua-2").status == 0)
    let file = print + "/stream-0001.pdf"
    let text = String(decoding: try Subprocess.run("qpdf", ["--qdf", file, "-"]).output, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-2.0"))
    #expect(!text.contains("/AcroForm") && text.contains("/Strong") && !text.contains(/\/Info \d+ 0 R/))
    #expect(try Command.run("verify", "--manifest", "\(print)/manifest.ndjson", "--rerender").status == 0)
    #expect(try stream("--pdf", "ua-2", "--resume").errors.contains("4 done before"))
    #expect(try stream("--resume").errors.contains("4 written"))
    if Project.shared != nil {
      let both = print + "2"
      #expect(
        try Subprocess.run(Command.path, ["batch", input, "--print-stream", both, "--pdf", "ua-2"]).status == 0)
      #expect(try ConformanceGate.veraPDFFailures([both + "/stream-0001.pdf"], .ua2) == [])
    }
  }

  @Test(
    "that cannot be used are usage errors",
    arguments: [
      ["--pdf", "ua-3"], ["--signature-field", "1,2,3"], ["--signature-field", "600,1,100,10"], ["--pdf", ""],
    ])
  func refused(options: [String]) throws {
    let folder = try TemporaryFolder()
    let sample = try #require(Project.samples("imr-2016").first).path
    let result = try Subprocess.run(Command.path, ["render", sample, "-o", folder.file("x.pdf").path] + options)
    #expect(result.status == 64 && folder.names.isEmpty, "\(result.errors)")
  }

  @Test(
    "are usage errors if no PDF is written, as is a width if no plain text is",
    arguments: [
      ["render", "-o", "x.txt", "--pdf", "ua-2"], ["render", "-f", "txt,html", "--signature-field", "invisible"],
      ["render", "-o", "x.pdf", "--width", "60"], ["render", "-f", "html", "--width", "60"],
      ["batch", "-o", "x", "-f", "txt", "--pdf", "ua-1"], ["batch", "-o", "x", "--width", "60"],
      ["batch", "-o", "x", "-f", "txt", "--print-stream", "y", "--signature-field", "invisible"],
      ["batch", "--print-stream", "y", "--width", "60"], ["batch", "-o", "x.pdf"], ["batch", "-o", "x.TXT"],
      ["batch", "--print-stream", "x.pdf"],
    ])
  func withoutEffect(options: [String]) throws {
    let folder = try TemporaryFolder()
    let sample = try #require(Project.samples("imr-2016").first).path
    let result = try Subprocess.run(
      Command.path, [options[0], sample] + options.dropFirst(), in: folder.path)
    #expect(result.status == 64 && result.errors.contains(options[options.count - 2]), "\(result.errors)")
    #expect(folder.names.isEmpty)
  }

  @Test("refuse the letter whose text touches the field: check and render agree")
  func touching() throws {
    let folder = try TemporaryFolder()
    let sample = try #require(Project.samples("imr-2016").first).path
    let field = ["--signature-field", "72,80,300,50"]
    for arguments in [["check", sample], ["render", sample, "-o", folder.file("x.pdf").path]] {
      let result = try Subprocess.run(Command.path, arguments + field)
      #expect(result.status == 65 && result.errors.contains("IMR-F007"), "\(arguments[0])")
    }
    #expect(folder.names.isEmpty)
  }
}
