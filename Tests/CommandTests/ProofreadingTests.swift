import Foundation
import TestSupport
import Testing

/// How many defects the rules of Independent Medical Review find. `Tests/Proofreading` says where the defects come from.
@Suite("Rules that read prose", .enabled(if: Project.shared != nil, Project.withoutShared))
struct ProofreadingTests {
  private func measure(_ arguments: String...) throws -> String {
    let script = Project.root.appending(path: "Tests/Proofreading/measure.py").path
    let program = Project.products.appending(path: "imr-letters").path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script, program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return output
  }

  /// The two numbers of “118 of 120” after a word.
  private func share(_ word: String, in output: String) throws -> (part: Int, whole: Int) {
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix(word) }, "\(output)")
    let numbers = line.matches(of: /(\d+) of (\d+)/)
    let match = try #require(numbers.first, "\(line)")
    return (try #require(Int(match.1)), try #require(Int(match.2)))
  }

  @Test(
    "find at least 85 % of sown defects, and warn about at most 3 % of harmless edits",
    arguments: ["development", "second"])
  func findsSeeds(set: String) throws {
    let output = try measure("seeds", "harmless", "--set", set)
    let found = try share("seeds:", in: output)
    #expect(found.whole >= 120 && found.part * 100 >= found.whole * 85, "\(output)")
    let warned = try share("harmless:", in: output)
    #expect(warned.whole >= 60 && warned.part * 100 <= warned.whole * 3, "\(output)")
  }

  @Test(
    "find at least 70 % of the real defects of the letters that they look for, and are right in at least 85 % of their warnings"
  )
  func findsRealDefects() throws {
    let output = try measure("letters")
    let line = try #require(output.split(separator: "\n").last)
    let numbers = line.matches(of: /\d+/).compactMap { Int($0.0) }
    try #require(numbers.count >= 4, "\(line)")
    #expect(numbers[0] >= 20 && numbers[1] * 100 >= numbers[0] * 85, "\(line)")
    #expect(numbers[3] >= 30 && numbers[2] * 100 >= numbers[3] * 70, "\(line)")
  }

  @Test("find at least 95 % of systematic changes of every letter")
  func findsMutations() throws {
    let output = try measure("mutations")
    let shares = output.matches(of: /([a-z-]+) (\d+)\/(\d+)/)
    #expect(shares.count == 7, "\(output)")
    for share in shares {
      let (found, all) = (Int(share.2) ?? 0, Int(share.3) ?? 0)
      #expect(all >= 5 && found * 100 >= all * 95, "\(share.0)")
    }
  }
}
