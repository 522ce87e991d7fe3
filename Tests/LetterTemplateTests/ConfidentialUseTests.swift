import Diagnostics
import LetterTemplate
import Testing

@Suite("Tags that print confidential values")
struct ConfidentialUseTests {
  private func manifest(_ paths: String) -> String {
    """
    {"name": "test", "version": "1.0.0", "summary": "a test", "language": "en-US", "issuer": "Office",
     "includes": ["../common"], "confidential": [\(paths)]}
    """
  }

  private func columns(_ body: String, _ paths: String) throws -> [Int] {
    var files = ["manifest.json": manifest(paths)]
    if body.contains("{{> part") { files["_part.html"] = "<p>{{this}}</p>" }
    let set = try MemoryTemplate(body: body, files: files).load()
    return set.notes.all.filter { $0.code == .printsConfidential && $0.severity == .warning }
      .compactMap { $0.location?.column }
  }

  // <title>Test</title><body> has 25 characters, and the column is that of the name in the tag.
  static let cases: [(body: String, paths: String, columns: [Int])] = [
    ("<p>{{name}}</p>", #""name""#, [31]),
    ("<p>{{#if nickname}}{{nickname}}{{/if}}</p>", #""nickname""#, [47]),
    ("<p>{{upper name}}</p>", #""name""#, [31]),
    ("<p><a href=\"https://a.org/{{name}}\">x</a></p>", #""name""#, [54]),
    ("<p>{{#each items}}{{title}}{{else}}x{{/each}}</p>", #""items[].title""#, [46]),
    // A helper made the context of a block or of a partial.
    ("{{#with (upper name)}}<p>{{this}}</p>{{/with}}", #""name""#, [53]),
    ("{{> part (upper name)}}", #""name""#, [6]), ("{{> part name}}", #""name""#, [6]),
    ("{{#each items}}{{> part (upper title)}}{{/each}}", #""items[].title""#, [6]),
    // An object holds what is in it.
    ("<p>{{#if office}}{{office.town}}{{/if}}</p>", #""office""#, [45]),
    // A condition prints nothing, and a path that starts with the same letters is another.
    ("<p>{{#if nickname}}x{{/if}}</p>", #""nickname""#, []),
    ("<p>{{name}}</p>", #""nickname""#, []),
  ]

  @Test("are warned of, each at its place", arguments: cases.indices)
  func warns(index: Int) throws {
    let (body, paths, expected) = Self.cases[index]
    #expect(try columns(body, paths) == expected)
  }
}
