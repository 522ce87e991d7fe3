import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch renders the records that are asked for")
struct BatchSelectionTests {
  /// The numbers of the letters in a folder.
  private func letters(_ path: String) throws -> Set<Int> {
    let names = TemporaryFolder.names(in: path)
    return Set(
      names.filter { $0.hasPrefix("CM16-") }.compactMap { Int($0.dropFirst(5).prefix(7)) }.map { $0 - 8_000_000 })
  }

  @Test(
    "the first, the listed, none in a dry run",
    arguments: [
      (["--limit", "3"], [0, 1, 2]), (["--only", "CM16-8000004,CM16-8000002"], [2, 4]),
      (["--only", "CM16-8000004", "--limit", "1"], [4]), (["--dry-run"], []),
    ] as [([String], Set<Int>)])
  func selects(options: [String], expected: Set<Int>) throws {
    let folder = try TemporaryFolder()
    let out = folder.file("out").path
    let result = try BatchCases.run([try BatchCases.file(6, in: folder), "-f", "txt", "-o", out] + options)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try letters(out) == expected)
  }

  @Test(
    "and says which of the listed ones the inputs do not have",
    arguments: [
      [], ["--limit", "5"], ["--sample", "2"], ["--shard", "1/2"], ["--shard", "2/2"], ["-"], ["-", "--stream"],
      ["-", "--limit", "3"],
    ])
  func reportsUnknown(options: [String]) throws {
    let folder = try TemporaryFolder()
    let path = try BatchCases.file(6, in: folder)
    let list = ["--only", "CM16-8000004,CM16-9999999", "-f", "txt", "-o", folder.file("out").path]
    let input = options.first == "-" ? try String(contentsOfFile: path, encoding: .utf8) : ""
    let result = try BatchCases.run((options.first == "-" ? [] : [path]) + options + list, input: input)
    #expect(result.status == 66 && result.errors.contains("no record has the identity “CM16-9999999”"))
    #expect(!result.errors.contains("identity “CM16-8000004”"), "\(result.errors)")
  }

  @Test("also from files whose names are in capital letters")
  func readsCapitalNames() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("in"), withIntermediateDirectories: false)
    try folder.write(Command.minimalCase(), to: "in/ONE.JSON")
    try folder.write((0..<2).map { BatchCases.record($0) }.joined(separator: "\n"), to: "in/TWO.NDJSON")
    let out = folder.file("out").path
    #expect(try BatchCases.run([folder.file("in").path, "-f", "txt", "-o", out]).status == 0)
    #expect(try letters(out) == [0, 1])
    #expect(TemporaryFolder.names(in: out).contains("ONE.txt"))
  }

  @Test("shards that are together the whole, and never share a record")
  func divides() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(40, in: folder)
    var found: [Int] = []
    for shard in 1...3 {
      let out = folder.file("out-\(shard)").path
      #expect(try BatchCases.run([input, "-f", "txt", "-o", out, "--shard", "\(shard)/3"]).status == 0)
      let part = try letters(out)
      #expect(part.count > 4)
      found += part
    }
    #expect(found.sorted() == Array(0..<40))
  }

  @Test("a sample that is the same every time, and another one with another seed")
  func samples() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(40, in: folder)
    var samples: [Set<Int>] = []
    for (index, seed) in ["1", "1", "2"].enumerated() {
      let out = folder.file("out-\(index)").path
      #expect(try BatchCases.run([input, "-f", "txt", "-o", out, "--sample", "8", "--seed", seed]).status == 0)
      samples.append(try letters(out))
    }
    #expect(samples.map(\.count) == [8, 8, 8])
    #expect(samples[0] == samples[1] && samples[0] != samples[2])
  }

  @Test("a sample that is larger than the batch: all letters", arguments: ["41", "\(Int.max / 2)", "\(Int.max)"])
  func samplesAll(count: String) throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(3, in: folder)
    let out = folder.file("out").path
    #expect(try BatchCases.run([input, "-f", "txt", "-o", out, "--sample", count]).status == 0)
    #expect(try letters(out) == [0, 1, 2])
    let manifest = out + "/manifest.ndjson"
    #expect(try Subprocess.run(Command.path, ["verify", "--manifest", manifest, "--sample", count]).status == 0)
  }

  @Test("under names of a pattern, which is held to the schema")
  func names() throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(2, in: folder)
    let out = folder.file("out").path
    let pattern = ["--name", "{case.decisionDate} {case.number} {input}"]
    #expect(try BatchCases.run([input, "-f", "txt", "-o", out] + pattern).status == 0)
    #expect(
      try BatchCases.files(out).keys.sorted() == [
        "2016-12-09 CM16-8000000 cases-1.txt", "2016-12-09 CM16-8000001 cases-2.txt", "manifest.ndjson",
      ])
    for wrong in ["{case.nmber}", "{case}", "x", "{case.number", "../{case.number}"] {
      #expect(try BatchCases.run([input, "-o", out, "--name", wrong]).status == 64, "\(wrong)")
    }
  }

  @Test("until too many are bad: of a file before anything is written", arguments: ["--fail-fast", "--max-errors=1"])
  func stopsEarly(option: String) throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(
      [BatchCases.record(0), "{}", "{}", BatchCases.record(1)].joined(separator: "\n"), to: "cases.ndjson")
    let result = try BatchCases.run([input, "-o", folder.file("out").path, option])
    #expect(result.status == 65 && result.errors.contains("[IMR-I005]"))
    #expect(folder.names == ["cases.ndjson"])
    #expect(try BatchCases.run([input, "-o", folder.file("out").path, "--max-errors", "2"]).status == 1)
  }

  @Test(
    "and refuses options that contradict each other or the input",
    arguments: [
      ["-"], ["cases.ndjson", "--stream", "--resume"], ["cases.ndjson", "-o", "x", "--fail-fast", "--max-errors", "3"],
      ["-", "-o", "x", "--resume"], ["-", "--print-stream", "x"], ["cases.ndjson", "-o", "x", "--print-stream", "x"],
      ["cases.ndjson", "-o", "x", "--sort", "pages"], ["cases.ndjson", "--print-stream", "x", "--sort", "case.x"],
      ["cases.ndjson", "--print-stream", "x", "--max-pages", "0"], ["cases.ndjson", "-o", "x", "--shard", "4/3"],
      ["cases.ndjson", "-o", "x", "-f", "txt", "--duplex"],
    ])
  func refuses(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    _ = try BatchCases.file(1, in: folder)
    let result = try Subprocess.run(
      Command.path, ["batch"] + arguments + ["--template", "imr-2014"], in: folder.path)
    #expect(result.status == 64, "\(result.errors)")
    #expect(folder.names == ["cases.ndjson"])
  }

  @Test("from pipes of any name as from standard input")
  func readsPipes() throws {
    let folder = try TemporaryFolder()
    let records = (0..<3).map { BatchCases.record($0) }.joined(separator: "\n")
    let out = folder.file("out").path
    try folder.write(records, to: "cases.ndjson")
    let command = "cat cases.ndjson | \(Command.path) batch /dev/stdin -f txt -o out --template imr-2014"
    #expect(try Subprocess.run("sh", ["-c", command], in: folder.path).status == 0)
    #expect(try letters(out) == [0, 1, 2])
  }

  @Test("but no files of a folder that cannot be read, and no input in place of which a letter would be written")
  func refusesOddFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write(BatchCases.record(0), to: "in/a.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("in/gone.json").path, withDestinationPath: "/nowhere")
    let refused = try BatchCases.run([folder.file("in").path, "-o", folder.file("out").path])
    #expect(refused.status == 66 && refused.errors.contains("“gone.json” in"))
    let input = try folder.write(BatchCases.record(1), to: "same/CM16-8000001.txt")
    let same = folder.file("same").path
    let replaced = try BatchCases.run([input, "-f", "txt", "-o", same])
    #expect(replaced.status == 1 && replaced.errors.contains("[IMR-O003]"))
    #expect(try String(contentsOfFile: input, encoding: .utf8) == BatchCases.record(1))
  }

  @Test("of a folder that is written to as well, again and again")
  func resumesInPlace() throws {
    let folder = try TemporaryFolder()
    for number in 0..<3 { try folder.write(BatchCases.record(number), to: "in/\(number).json") }
    let path = folder.file("in").path
    #expect(try BatchCases.run([path, "-f", "txt", "-o", path]).status == 0)
    let again = try BatchCases.run([path, "-f", "txt", "-o", path, "--resume"])
    #expect(again.status == 0 && again.errors.contains("3 done before"), "\(again.errors)")
  }

  @Test(
    "and takes names for the same that are so on some system", arguments: [("straße", "STRASSE"), ("é", "e\u{301}")])
  func findsSameNames(first: String, second: String) throws {
    let folder = try TemporaryFolder()
    for name in [first, second] { try folder.write(Command.minimalCase(), to: "in/\(name).json") }
    let result = try BatchCases.run([folder.file("in").path, "-o", folder.file("out").path])
    #expect(result.status == 65 && result.errors.contains("[IMR-O003]"), "\(result.errors)")
  }
}
