import Foundation
import TestSupport
import Testing

/// What a system allows can be little: few open files, little memory, small files.
@Suite("Limits of the system")
struct SystemLimitTests {
  /// Runs a command line in a shell with a limit. `$P` is the program.
  private func run(limit: String, _ command: String, in folder: TemporaryFolder) throws -> ProcessResult {
    // A hang must not stop the tests.
    let script = "P=$1; ulimit \(limit) || exit 99; exec timeout 1800 \(command)"
    return try Subprocess.run("bash", ["-c", script, "x", Command.path], in: folder.path)
  }

  /// The outputs of a folder: whole letters, nothing else.
  private func expectWholeLetters(in path: String, _ context: String) throws {
    for name in TemporaryFolder.names(in: path) {
      // Temporary files start with a point and end with “~”.
      #expect(!name.hasSuffix("~"), "\(context): \(name)")
      guard name.hasSuffix(".pdf") else { continue }
      let end = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)).suffix(6)
      #expect(String(decoding: end, as: UTF8.self) == "%%EOF\n", "\(context): \(name)")
    }
  }

  @Test(
    "give a letter or an error, never a part of a letter",
    arguments: ["-n 4", "-n 5", "-n 6", "-n 8", "-f 1", "-f 8", "-f 20", "-v 50000", "-v 100000", "-v 200000"])
  func renders(limit: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Command.minimalCase(), to: "case.json")
    try FileManager.default.createDirectory(at: folder.file("out"), withIntermediateDirectories: false)
    let command = "$P render case.json --template imr-2014 -o out/letter.pdf"
    let result = try run(limit: limit, command, in: folder)
    let names = TemporaryFolder.names(in: folder.file("out").path)
    #expect(names == (result.status == 0 ? ["letter.pdf"] : []), "\(limit): \(result.status) \(result.errors)")
    // Below some limit the system cannot start the program at all.
    if result.status != 0, limit != "-v 50000" { #expect(result.errors.contains("[IMR-")) }
    try expectWholeLetters(in: folder.file("out").path, limit)
  }

  // The system needs about 50,000 kB to load the program before it can say anything.
  @Test(
    "end a batch with an error before the first letter, or let it finish",
    arguments: [
      "-n 4", "-n 5", "-n 12", "-n 16", "-n 20", "-n 40", "-v 60000", "-v 130000", "-v 200000", "-v 400000",
      "-v 900000", "-f 1", "-f 60",
    ])
  func batches(limit: String) throws {
    let folder = try TemporaryFolder()
    _ = try BatchCases.file(40, in: folder)
    let result = try run(limit: limit, "$P batch cases.ndjson --template imr-2014 -o out", in: folder)
    #expect(
      result.status == 0 || [71, 73, 74].contains(result.status) && result.errors.contains("[IMR-"),
      "\(limit): \(result.status) \(result.errors)")
    let letters = TemporaryFolder.names(in: folder.file("out").path).filter { $0.hasSuffix(".pdf") }
    if result.status == 0 { #expect(letters.count == 40) }
    if result.status == 71 { #expect(letters.isEmpty) }
    try expectWholeLetters(in: folder.file("out").path, limit)
  }
}
