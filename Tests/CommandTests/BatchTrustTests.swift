import Foundation
import TestSupport
import Testing

/// Nothing that a batch was given or made gets lost: records, inputs, letters, lines of the manifest.
@Suite("A batch loses nothing")
struct BatchTrustTests {
  private let folder: TemporaryFolder
  private var out: String { folder.file("out").path }

  init() throws { folder = try TemporaryFolder() }

  /// The lines of the manifest of a folder.
  private func lines(_ folder: String) throws -> [Substring] {
    try String(contentsOfFile: folder + "/manifest.ndjson", encoding: .utf8).split(separator: "\n")
  }

  @Test("every record is in one shard, also those that cannot have a letter", arguments: ["name", "pages", "crash"])
  func shards(fault: String) throws {
    let records = (0..<8).map {
      BatchCases.record($0, summary: String(repeating: "Words. ", count: $0 == 3 ? 2_000 : 1))
    }
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    var rejected: [String] = []
    for shard in 1...3 {
      let out = "\(self.out)-\(shard)"
      var (options, environment) = (["-o", out, "-f", "txt"], [String: String]())
      if fault == "name" { options += ["--name", "x:{case.number}"] }
      if fault == "pages" { options = ["--print-stream", out, "--max-pages", "2"] }
      if fault == "crash" {
        options.append("--isolate")
        environment = try Poison.crash(at: "CM16-8000003")
      }
      _ = try BatchCases.run([input, "--shard", "\(shard)/3"] + options, environment: environment)
      guard FileManager.default.fileExists(atPath: out + "/manifest.ndjson") else { continue }
      for line in try lines(out) where !line.contains("\"status\":\"written\"") {
        rejected.append(String(try #require(line.firstMatch(of: /(CM16|cases)-\d+/)?.output.0)))
      }
    }
    // Nobody knows the identity of a record that no worker survives, so each shard names its place.
    let expected =
      switch fault {
      case "name": (0..<8).map { "CM16-\(8_000_000 + $0)" }
      case "crash": ["cases-4", "cases-4", "cases-4"]
      default: ["CM16-8000003"]
      }
    #expect(rejected.sorted() == expected)
  }

  @Test("no letter replaces an input", arguments: [[], ["--isolate"]])
  func keepsInputs(options: [String]) throws {
    let input = try folder.write(BatchCases.record(1), to: "out/CM16-8000001.txt")
    let result = try BatchCases.run([input, "-o", out, "-f", "txt"] + options)
    #expect(result.status == 1 && result.errors.contains("[IMR-O003]"), "\(result.errors)")
    #expect(try String(contentsOfFile: input, encoding: .utf8) == BatchCases.record(1))
    // A rejected record is not printed either.
    let print = folder.file("print").path
    _ = try BatchCases.run([input, "-o", out, "-f", "txt", "--print-stream", print] + options)
    #expect(TemporaryFolder.names(in: print).filter { $0.hasSuffix(".pdf") }.isEmpty)
    // What a link leads to is the input.
    let link = folder.file("link.ndjson").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "out/CM16-8000001.txt")
    #expect(try BatchCases.run([link, "-o", out, "-f", "txt"] + options).errors.contains("[IMR-O003]"))
    #expect(try String(contentsOfFile: input, encoding: .utf8) == BatchCases.record(1))
  }

  @Test("a letter stays if another of its files cannot have its name")
  func keepsOldLetters() throws {
    let input = try BatchCases.file(1, in: folder)
    #expect(try BatchCases.run([input, "-o", out]).status == 0)
    let letter = URL(fileURLWithPath: out + "/CM16-8000000.pdf")
    let before = try Data(contentsOf: letter)
    try FileManager.default.createDirectory(atPath: out + "/CM16-8000000.txt", withIntermediateDirectories: false)
    #expect(try BatchCases.run([input, "-o", out, "-f", "pdf,txt"]).status == 73)
    #expect(try Data(contentsOf: letter) == before)
    // A letter that was not there before does not stay alone.
    try FileManager.default.removeItem(at: letter)
    #expect(try BatchCases.run([input, "-o", out, "-f", "pdf,txt"]).status == 73)
    #expect(TemporaryFolder.names(in: out).filter { $0.contains("CM16") } == ["CM16-8000000.txt"])
  }

  @Test("a line waits for a slow disk, and the batch for the line")
  func waitsForDisk() throws {
    let records = (0..<2_060).map { BatchCases.record($0) } + ["{}"]
    let input = try folder.write(records.joined(separator: "\n"), to: "cases.ndjson")
    let result = try BatchCases.run([input, "-o", out, "-f", "txt"], environment: Poison.slowDisk())
    #expect(result.status == 1 && result.errors.contains("2060 written, 1 rejected"), "\(result.errors.suffix(200))")
    #expect(try lines(out).count == 2_061)
  }

  @Test("letters before an input that cannot be read are finished, for any number of jobs", arguments: ["1", "4"])
  func finishesWhatWasRead(jobs: String) throws {
    let input = try BatchCases.file(8, in: folder)
    let result = try BatchCases.run([input, "/dev/zero", "--stream", "-o", out, "-f", "txt", "-j", jobs])
    #expect(result.status == 74 && result.text.split(separator: "\n").count == 8)
    #expect(TemporaryFolder.names(in: out).count == 8)
    // With a limit that is reached, nobody asks for the rest.
    let some = try BatchCases.run(
      [input, "/dev/zero", "--stream", "-o", out, "-f", "txt", "-j", jobs, "--limit", "8"])
    #expect(some.status == 0, "\(some.errors)")
  }

  @Test("a set that cannot be kept stops the batch, and no record is rejected for it")
  func stopsWithoutSet() throws {
    let input = try BatchCases.file(4, in: folder)
    #expect(try BatchCases.run([input, "-o", out, "-f", "txt"]).status == 0)
    let script = "cd .sets/*/imr-2014 && rm letter.html && mkdir letter.html"
    #expect(try Subprocess.run("sh", ["-c", script], in: out).status == 0)
    let result = try BatchCases.run([input, "-o", out, "-f", "txt"])
    #expect([73, 74].contains(result.status), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: out + "/rejected.ndjson"))
  }

  @Test("an identity of any length leaves a manifest that can be read")
  func longIdentities() throws {
    let long = BatchCases.record(0).replacing("CM16-8000000", with: String(repeating: "é", count: 400_000))
    let input = try folder.write([long, BatchCases.record(1)].joined(separator: "\n"), to: "cases.ndjson")
    #expect(try BatchCases.run([input, "-o", out, "-f", "txt"]).status == 1)
    let proof = try Command.run("verify", "--manifest", out + "/manifest.ndjson", "--rerender")
    #expect(proof.status == 0 && proof.errors.contains("rejected records: 1"), "\(proof.errors)")
    let rejected = try Data(contentsOf: URL(fileURLWithPath: out + "/rejected.ndjson"))
    #expect(rejected.count < 2 * 400_000 + 20_000)
    let again = try BatchCases.run([input, "-o", out, "-f", "txt", "--resume"])
    #expect(again.status == 1 && again.errors.contains("1 done before"), "\(again.errors)")
  }

  @Test("what takes the place of a private file is private too", arguments: ["-o", "--print-stream"])
  func keepsModes(option: String) throws {
    let arguments = [try BatchCases.file(2, in: folder), option, out] + (option == "-o" ? ["-f", "txt"] : [])
    #expect(try BatchCases.run(arguments).status == 0)
    let names = TemporaryFolder.names(in: out).filter { !$0.hasPrefix(".") }
    for name in names { chmod(out + "/" + name, 0o600) }
    #expect(try BatchCases.run(arguments).status == 0)
    for name in names {
      let mode = try FileManager.default.attributesOfItem(atPath: out + "/" + name)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name): \(String(mode ?? 0, radix: 8))")
    }
  }

  @Test("an index stays while the run that would replace it cannot start")
  func keepsIndex() throws {
    let arguments = [try BatchCases.file(2, in: folder), "--print-stream", out]
    #expect(try BatchCases.run(arguments).status == 0)
    let manifest = try FileHandle(forWritingTo: URL(fileURLWithPath: out + "/manifest.ndjson"))
    try manifest.seekToEnd()
    try manifest.write(contentsOf: Data("garbage\n".utf8))
    #expect(try BatchCases.run(arguments + ["--resume"]).status == 65)
    #expect(FileManager.default.fileExists(atPath: out + "/stream.ndjson"))
    try FileManager.default.createDirectory(atPath: out + "/rejected.ndjson", withIntermediateDirectories: false)
    #expect(try BatchCases.run(arguments).status == 73)
    #expect(FileManager.default.fileExists(atPath: out + "/stream.ndjson"))
  }

  @Test("commands for tables and pages replace no file that they read")
  func protectsInputs() throws {
    let cases = try BatchCases.file(2, in: folder)
    let one = try folder.write(BatchCases.record(1), to: "one.json")
    // A name that fits a page leads to a case.
    let page = folder.file("page.html").path
    try FileManager.default.linkItem(atPath: one, toPath: page)
    let set = folder.file("set").path
    #expect(try Command.run("template", "new", set).status == 0)
    for (arguments, file) in [
      (["export", cases, "-o", cases], cases), (["export", folder.path, "-o", cases], cases),
      (["diff", page, one, "--html", page], page),
      (["template", "read", set, "--html", set + "/letter.html"], set + "/letter.html"),
    ] {
      let before = try Data(contentsOf: URL(fileURLWithPath: file))
      let isSet = arguments.first == "template"
      let result = try Subprocess.run(Command.path, arguments + (isSet ? [] : ["--template", "imr-2014"]))
      #expect(result.status == 73, "\(arguments): \(result.errors)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before, "\(arguments)")
    }
  }

  @Test("no letter and no page replaces a file of the template set", arguments: ["render", "batch", "diff"])
  func protectsSet(command: String) throws {
    let set = folder.file("set").path
    #expect(try Command.run("template", "new", set).status == 0)
    let input = folder.file("letter.json").path
    try FileManager.default.copyItem(atPath: set + "/tests/example.json", toPath: input)
    let page = set + "/letter.html"
    let before = try Data(contentsOf: URL(fileURLWithPath: page))
    let result =
      switch command {
      case "render": try Command.run("render", input, "--template", set + "/", "-o", page)
      case "diff": try Command.run("diff", input, input, "--template", set + "/", "--html", page)
      default: try Command.run("batch", input, "--template", set + "/", "-o", set, "-f", "html", "--name", "{input}")
      }
    #expect(result.status == (command == "batch" ? 1 : 73), "\(result.status) \(result.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: page)) == before)
  }

  @Test("SIGTERM ends a batch that waits for somebody to write to a pipe", .timeLimit(.hang))
  func stopsAtPipe() throws {
    mkfifo(folder.file("pipe").path, 0o600)
    let process = try BatchCases.start([folder.file("pipe").path, "-o", out])
    try BatchCases.wait(for: out + "/manifest.ndjson")
    usleep(300_000)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 143)
  }
}
