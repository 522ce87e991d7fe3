import Foundation
import TestSupport
import Testing

/// The public surface is small, and listed. What another package can really do with it is the business of `Tests/Consumer`.
@Suite("The public API")
struct PublicAPITests {
  /// The modules that a program imports, and those whose public types they export.
  private static let modules = ["DeterminationLetters", "LetterBatch", "ReviewRules", "Rules", "Diagnostics"]

  /// A public declaration, as the compiler describes it.
  private struct Symbol: Decodable {
    struct Fragment: Decodable { let spelling: String }

    let pathComponents: [String]
    let declarationFragments: [Fragment]

    var declaration: String {
      declarationFragments.map(\.spelling).joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  private struct Graph: Decodable {
    let symbols: [Symbol]
  }

  /// The public declarations of a module; those that a conformance brings along, such as `==`, are left out.
  private func symbols(of module: String) throws -> [Symbol] {
    let folder = try TemporaryFolder()
    let clang = ["CNettle", "CLinux", "CUTF8Proc", "CHaru", "CHarfBuzz", "CDeflate"].map { "Sources/\($0)" }
    let modules = Project.products.appendingPathComponent("Modules").path
    let paths = ([modules] + clang.map(Project.folder) + ["/usr/include/harfbuzz"]).flatMap { ["-I", $0] }
    let result = try Subprocess.run(
      "swift",
      ["symbolgraph-extract", "-module-name", module, "-target", "x86_64-unknown-linux-gnu"] + paths + [
        "-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir", folder.path,
      ])
    let file = folder.file("\(module).symbols.json")
    let data = try #require(try? Data(contentsOf: file), "\(result.errors)")
    let known = ["!=(_:_:)", "==(_:_:)", "hash(into:)", "encode(to:)", "init(from:)", "init(rawValue:)", "RawValue"]
    return try JSONDecoder().decode(Graph.self, from: data).symbols
      .filter { !known.contains($0.pathComponents.last ?? "") }
      .sorted { $0.pathComponents.lexicographicallyPrecedes($1.pathComponents) }
  }

  @Test("is what docs/public-api.md lists; `make record` writes it")
  func list() throws {
    var text = """
      # Public declarations

      Written by `make record` from what the compiler says; a test keeps it in step. A program imports `DeterminationLetters`, and `LetterBatch` for
      batches. Both export what they use of the other modules. The documentation of each declaration is in the sources, and in `make docs`.

      """
    var count = 0
    for module in Self.modules {
      text += "\n## \(module)\n\n```\n"
      for symbol in try symbols(of: module) {
        text += String(repeating: "  ", count: symbol.pathComponents.count - 1) + symbol.declaration + "\n"
        count += 1
      }
      text += "```\n"
    }
    #expect((100...260).contains(count), "\(count) public declarations")
    try Snapshot.expect(text, matches: Project.root.appending(path: "docs/public-api.md"))
  }

  @Test("has no declaration in any other module")
  func others() throws {
    for module in Set(try SourceFile.all().map(\.target)).subtracting(Self.modules + ["imr-letters"]) {
      #expect(try symbols(of: module).map(\.declaration) == [], "\(module)")
    }
  }
}
