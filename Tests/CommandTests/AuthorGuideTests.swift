import Foundation
import TestSupport
import Testing

/// docs/template-authors.md is run as it is written: its files are made, its commands are carried out, and its output is compared.
@Suite("The guide for template authors")
struct AuthorGuideTests {
  /// A block of code: what its first line says, and its text.
  private struct Block {
    let info: String
    let text: String

    /// The value behind `key=`.
    func value(_ key: String) -> String? {
      info.split(separator: " ").first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
    }
  }

  private static func blocks() throws -> [Block] {
    let page = try String(contentsOf: Project.root.appending(path: "docs/template-authors.md"), encoding: .utf8)
    var blocks: [Block] = []
    var open: (info: String, lines: [Substring])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(Block(info: block.info, text: block.lines.joined(separator: "\n") + "\n"))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  @Test("leads to the letter that it shows")
  func works() throws {
    let folder = try TemporaryFolder()
    let blocks = try Self.blocks()
    #expect(blocks.count { $0.value("file") != nil } == 8)
    for block in blocks {
      guard let name = block.value("file") else { continue }
      try folder.write(block.text, to: name)
    }
    let commands = blocks.filter { $0.info == "sh" }.flatMap { $0.text.split(separator: "\n") }
    #expect(commands.count == 6 && commands.allSatisfy { $0.hasPrefix("$ ") })
    for command in commands {
      let line = String(command.dropFirst(2)).replacing("imr-letters ", with: "'\(Command.path)' ")
      let result = try Subprocess.run(
        "/bin/sh", ["-c", line], in: folder.path, environment: ["IMR_LETTERS_HOME": Project.root.path])
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    for block in blocks {
      guard let name = block.value("starts") else { continue }
      let text = try String(contentsOf: folder.file(name), encoding: .utf8)
      #expect(text.hasPrefix(block.text), "\(text)")
    }
    let info = try Subprocess.run("pdfinfo", [folder.file("letter.pdf").path]).text
    #expect(info.contains(/Pages: +2\n/), "\(info)")
    #expect(
      try String(contentsOf: folder.file("letter.txt"), encoding: .utf8).contains(
        "El 2 de abril de 2026 usted apeló 2 multas."))
  }
}
