import Foundation
import TestSupport
import Testing

/// Checks that each module imports exactly what docs/architecture.md lists for it.
@Suite("The architecture")
struct ArchitectureTests {
  /// Modules of the system and of other packages.
  private static let foreign: Set = [
    "Glibc", "Dispatch", "Synchronization", "FoundationEssentials", "ArgumentParser", "Hummingbird", "HTTPTypes",
    "Logging",
  ]

  /// The table in docs/architecture.md: each target and its imports.
  private func drawn() throws -> [String: Set<String>] {
    let page = try String(contentsOf: Project.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    var arrows: [String: Set<String>] = [:]
    for line in page.components(separatedBy: "\n") {
      guard let match = line.wholeMatch(of: /\| `([\w-]+)` \| [^|]* \|(.*)\|/) else { continue }
      arrows[String(match.1)] = Set(match.2.matches(of: /`(\w+)`/).map { String($0.1) })
    }
    return arrows
  }

  @Test("has exactly the imports that docs/architecture.md lists")
  func arrows() throws {
    let drawn = try drawn()
    let files = try SourceFile.all()
    for target in Set(files.map(\.target)).sorted() {
      let imports = files.filter { $0.target == target }.map(\.imports).reduce(into: Set()) { $0.formUnion($1) }
      let expected = drawn[target] ?? ["docs/architecture.md has no row for it"]
      #expect(imports.subtracting(Self.foreign) == expected, "\(target): imports, then docs/architecture.md")
    }
  }

  @Test("has no circle")
  func circles() throws {
    let drawn = try drawn()
    #expect(drawn.count > 12)
    var settled: Set<String> = []
    while true {
      let next = drawn.filter {
        !settled.contains($0.key) && $0.value.allSatisfy { settled.contains($0) || drawn[$0] == nil }
      }
      if next.isEmpty { break }
      settled.formUnion(next.keys)
    }
    #expect(Set(drawn.keys).subtracting(settled).isEmpty, "these import each other")
  }

  @Test("has no file over 250 lines and no function over 60")
  func sizes() throws {
    for file in try SourceFile.all() {
      #expect(file.lines.count - 1 <= 250, "\(file.path)")
      var start: (line: Int, indent: Substring)?
      for (number, line) in file.lines.enumerated() {
        let indent = line.prefix { $0 == " " }
        if let open = start {
          if line == open.indent + "}" {
            #expect(number - open.line < 60, "\(file.path):\(open.line + 1)")
            start = nil
          }
        } else if line.contains(
          /^\s*((private|fileprivate|package|public|static|mutating|@\w+|override) )*(func |init[?]?[(<])/),
          !line.hasSuffix("}")
        {
          start = (number, indent)
        }
      }
    }
  }

  @Test("keeps unsafe shortcuts out: no try!, no fatalError, no forced cast, no unchecked Sendable without a reason")
  func shortcuts() throws {
    for file in try SourceFile.all() {
      for (number, line) in file.lines.enumerated() where !line.contains("//") {
        #expect(!line.contains(/\btry!|\bfatalError\(|\bas! |preconditionFailure\(/), "\(file.path):\(number + 1)")
        guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else { continue }
        let above = file.lines[max(0, number - 4)..<number].joined()
        #expect(above.contains("//"), "\(file.path):\(number + 1) gives no reason")
      }
    }
  }
}
