import Foundation
import TestSupport
import Testing

@Suite("imr-letters batch --stream")
struct BatchStreamTests {
  @Test("gives every record one result, in order, and ends with 0")
  func answersStreams() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<4).map { BatchCases.record($0) }
    // Whatever the first lines look like, every line is a record.
    let stream = ["{bad", "[1", lines[0], "{", lines[1], lines[0], lines[2]].joined(separator: "\n")
    let result = try BatchCases.run(["-", "--stream", "-o", folder.file("out").path, "-j", "2"], input: stream)
    #expect(result.status == 0)
    let statuses = result.text.split(separator: "\n").map { $0.contains("\"status\":\"written\"") }
    #expect(statuses == [false, false, true, false, true, false, true])
  }

  @Test("answers a program that waits for each answer before it sends the next record")
  func answersOneByOne() throws {
    let folder = try TemporaryFolder()
    let (input, output) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = [
      "batch", "-", "--stream", "-o", folder.file("out").path, "--template", "imr-2014", "-f", "txt",
    ]
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    for number in 0..<3 {
      input.fileHandleForWriting.write(Data((BatchCases.record(number) + "\n").utf8))
      var answer = Data()
      while !answer.contains(0x0A) {
        let more = output.fileHandleForReading.availableData
        // No data is the end: the program is no longer there.
        try #require(!more.isEmpty)
        answer += more
      }
      #expect(String(decoding: answer, as: UTF8.self).contains("\"id\":\"CM16-800000\(number)\",\"name\""))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("from a named pipe does not advise to resume, which pipes do not allow")
  func interruptsPipes() throws {
    let folder = try TemporaryFolder()
    let (pipe, out) = (folder.file("pipe").path, folder.file("out").path)
    mkfifo(pipe, 0o600)
    let errors = try folder.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = ["batch", pipe, "-o", out, "-f", "txt", "--template", "imr-2014"]
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let writer = try #require(FileHandle(forUpdatingAtPath: pipe))
    try writer.write(contentsOf: Data((BatchCases.record(0) + "\n").utf8))
    try BatchCases.wait(for: out + "/CM16-8000000.txt")
    process.interrupt()
    process.waitUntilExit()
    let messages = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(process.terminationStatus == 130, "\(messages)")
    #expect(messages.contains("interrupted") && !messages.contains("--resume"), "\(messages)")
  }
}
