import Foundation
import TestSupport
import Testing

/// Output folders are shared: other people's links, pipes and devices do no harm, and files keep what they had.
@Suite("Output folders that others can write to")
struct SharedFolderTests {
  private func prepare(_ script: String, in folder: TemporaryFolder) throws {
    #expect(try Subprocess.run("bash", ["-c", script], in: folder.path).status == 0)
  }

  @Test(
    "may hold links, pipes and folders under the names that a batch writes",
    arguments: [
      "ln -s ../outside out/manifest.ndjson", "ln -s ../outside out/rejected.ndjson", "mkfifo out/manifest.ndjson",
      "mkfifo out/rejected.ndjson", "mkdir ../x$$; ln -s $PWD/outside.d out/.sets; mkdir outside.d",
      "ln -s ../outside out/.imr-letters.lock", "ln -s ../outside out/CM16-8000001.txt", "mkfifo out/CM16-8000001.txt",
      "ln -s /dev/zero out/CM16-8000001.txt",
    ], [[], ["--resume"]])
  func refusesTraps(trap: String, options: [String]) throws {
    let folder = try TemporaryFolder()
    try prepare("mkdir out; \(trap)", in: folder)
    let input = try folder.write(BatchCases.record(1) + "\n{}\n", to: "in.ndjson")
    let started = Date()
    let result = try BatchCases.run([input, "-o", folder.file("out").path, "-f", "txt"] + options)
    #expect(
      Date().timeIntervalSince(started) < 10 && [1, 73, 74].contains(result.status), "\(result.status) \(result.errors)"
    )
    #expect(!FileManager.default.fileExists(atPath: folder.file("outside").path))
    #expect(TemporaryFolder.names(in: folder.file("outside.d").path) == [])
    // A letter replaces what has its name, and is a file of its own.
    let letter = folder.file("out/CM16-8000001.txt").path
    if result.status == 1 { #expect(try Subprocess.run("test", ["-f", letter, "-a", "!", "-L", letter]).status == 0) }
  }

  @Test(
    "make nobody wait for a pipe in place of a manifest", .timeLimit(.hang),
    arguments: [
      ("manifest.1.ndjson", "verify --manifest out/manifest.ndjson", 0),
      ("manifest.ndjson", "verify --manifest out/manifest.ndjson", 74),
      ("manifest.ndjson", "diff out/manifest.ndjson --to imr-2014", 74),
      ("manifest.ndjson", "batch in.ndjson -o out -f txt --template imr-2014 --resume --dry-run", 74),
      ("manifest.ndjson", "batch in.ndjson -o out -f txt --template imr-2014 --resume", 73),
      ("manifest.ndjson", "batch in.ndjson --print-stream out --template imr-2014 --resume", 74),
      ("manifest.ndjson", "batch in.ndjson --print-stream out --template imr-2014 --resume --dry-run", 74),
    ])
  func refusesPipes(name: String, arguments: String, status: Int32) throws {
    let folder = try TemporaryFolder()
    try folder.write(BatchCases.record(1) + "\n", to: "in.ndjson")
    let kind = arguments.contains("--print-stream") ? "--print-stream" : "-o"
    #expect(try BatchCases.run([folder.file("in.ndjson").path, kind, folder.file("out").path]).status == 0)
    try prepare("rm -f out/\(name); mkfifo out/\(name)", in: folder)
    let result = try Subprocess.run(Command.path, arguments.split(separator: " ").map(String.init), in: folder.path)
    #expect(result.status == status, "\(result.status) \(result.errors)")
  }

  @Test("keep the mode of a file that is replaced; new files obey the umask", arguments: ["640", "600", "664"])
  func keepsModes(mode: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Command.minimalCase(), to: "case.json")
    let script = """
      umask 027; echo old > old.pdf; chmod \(mode) old.pdf
      for f in old.pdf new.pdf; do "$1" render case.json --template imr-2014 -o $f || exit 1; done; stat -c %a old.pdf new.pdf
      """
    let result = try Subprocess.run("bash", ["-c", script, "x", Command.path], in: folder.path)
    #expect(result.text == "\(mode)\n640\n", "\(result.errors)")
  }

  @Test("give a letter no rights by a file that somebody else put there", .enabled(if: geteuid() == 0))
  func takesNoRights() throws {
    let folder = try TemporaryFolder()
    try folder.write(BatchCases.record(1) + "\n{}\n", to: "cases.ndjson")
    let script = """
      umask 077; mkdir out; cd out; touch CM16-8000001.txt rejected.ndjson; chmod 666 *; chown 65534 *; cd ..
      "$1" batch cases.ndjson -o out -f txt --template imr-2014; stat -c %a out/CM16-8000001.txt out/rejected.ndjson
      """
    let result = try Subprocess.run("bash", ["-c", script, "x", Command.path], in: folder.path)
    #expect(result.text == "600\n600\n", "\(result.errors)")
  }

  @Test("lose no letter silently if somebody removes or replaces the manifest", arguments: ["rm", "replace"])
  func noticesManifest(kind: String) throws {
    let folder = try TemporaryFolder()
    let input = try BatchCases.file(3_000, in: folder)
    let out = folder.file("out").path
    let process = try BatchCases.start([input, "-o", out, "-f", "txt", "-j", "1"])
    try BatchCases.wait(for: out + "/CM16-8000000.txt")
    try FileManager.default.removeItem(atPath: out + "/manifest.ndjson")
    if kind == "replace" { try Data("x".utf8).write(to: URL(fileURLWithPath: out + "/manifest.ndjson")) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }

  @Test("keep the template set of the letters, so that they can be made again when it has changed")
  func keepsTemplateSet() throws {
    let folder = try TemporaryFolder()
    try prepare("cp -r \(Project.folder("Templates")) Templates", in: folder)
    let input = try folder.write(BatchCases.record(1) + "\n", to: "in.ndjson")
    let (out, templates) = (folder.file("out").path, folder.file("Templates").path)
    _ = try Command.run("batch", input, "-o", out, "--template", "imr-2014", "--templates", templates)
    try prepare("sed -i 's/Expert/Other/' Templates/*/*.html; rm Templates/common/letter.css", in: folder)
    let proof = try Command.run(
      "verify", "--manifest", out + "/manifest.ndjson", "--rerender", "--templates", templates)
    #expect(proof.status == 0 && proof.errors.contains("files: 1, failed: 0"), "\(proof.errors)")
  }

  @Test("are resumed anew if any file of the set has changed, also one whose name another folder has too")
  func resumesByPaths() throws {
    let folder = try TemporaryFolder()
    try prepare(
      "cp -r \(Project.folder("Templates")) Templates; cp Templates/common/_header-table.html Templates/imr-2014/",
      in: folder)
    let input = try folder.write(BatchCases.record(1) + "\n", to: "in.ndjson")
    let arguments = [
      "batch", input, "-o", folder.file("out").path, "-f", "txt", "--template", "imr-2014", "--templates",
      folder.file("Templates").path, "--resume",
    ]
    #expect(try Subprocess.run(Command.path, arguments).status == 0)
    #expect(try Subprocess.run(Command.path, arguments).errors.contains("1 done before"))
    try prepare("sed -i 's/Case Number/File Number/' Templates/imr-2014/_header-table.html", in: folder)
    #expect(try Subprocess.run(Command.path, arguments).errors.contains("1 written"))
  }
}
