import Foundation
import TestSupport
import Testing

/// The public interface is small, and a page lists it. `Tests/Consumer` tests what another package can do with it.
@Suite("The public API")
struct PublicAPITests {
  /// The modules that a program imports, and those whose public types they export.
  private static let modules = [
    "DeterminationLetters", "LetterBatch", "ReviewRules", "Rules", "PDFOutput", "Diagnostics",
  ]

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

  /// The public declarations of a module; without those that a conformance adds, such as `==`.
  private func symbols(of module: String) throws -> [Symbol] {
    let folder = try TemporaryFolder()
    let clang = ["CCrypto", "CLinux", "CUTF8Proc", "CHaru", "CHarfBuzz", "CDeflate", "CIgzip", "CExpat", "CPCRE2"].map {
      "Sources/\($0)"
    }
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

  @Test("is the list in docs/public-api.md, which `make record` writes")
  func list() throws {
    var text = """
      # Public declarations

      `make record` writes this page from the output of the compiler, and a test checks it. Users import `DeterminationLetters`, and `LetterBatch` for
      batches. Both also export the public types of other modules that they use. The documentation of each declaration is in the sources; `make docs`
      builds it.

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
    for module in Set(try SourceFile.all().map(\.target)).subtracting(
      Self.modules + ["imr-letters", "imr-letters-studio"])
    {
      #expect(try symbols(of: module).map(\.declaration) == [], "\(module)")
    }
  }
}
