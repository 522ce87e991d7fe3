import Diagnostics
import LetterTemplate
import Testing

/// Rows whose cells are the same columns and rows of the table, on every path.
@Suite("Cells over columns and rows")
struct TableProofTests {
  private func messages(_ rows: String) -> [String] {
    MemoryTemplate(body: "<table>\(rows)</table>").findings.map { "\($0.code) \($0.message)" }
  }

  @Test(
    "are refused if some letter has other cells",
    arguments: [
      ("<tr><th>A</th>{{#each items}}{{else}}<td>none</td>{{/each}}</tr>", "depends on a list"),
      ("<tr><th>A</th>{{#each items}}<td>b</td>{{else}}<td>none</td>{{/each}}</tr>", "depends on a list"),
      (
        "<tr><th>A</th>{{#if nickname}}<td rowspan=\"3\">x</td>{{else}}<td rowspan=\"2\">x</td>{{/if}}</tr><tr><th>B</th></tr><tr><th>C</th><td>y</td></tr>",
        "the same rows"
      ),
      (
        "<tr><th>A</th>{{#if nickname}}<td rowspan=\"2\">x</td>{{else}}<td>x</td>{{/if}}</tr><tr><th>B</th></tr>",
        "the same rows"
      ),
      (
        "<tr>{{#if nickname}}<th>A</th><td rowspan=\"2\">x</td>{{else}}<th rowspan=\"2\">A</th><td>x</td>{{/if}}</tr><tr><td>B</td></tr>",
        "the same rows"
      ),
      (
        "<tr><th>A</th>{{#if nickname}}<td>x</td>{{else}}<td colspan=\"2\">x</td>{{/if}}</tr>", "the same columns"
      ),
    ])
  func refusesPaths(rows: String, message: String) {
    let found = messages(rows)
    #expect(found.count == 1 && found[0].contains("IMR-T014") && found[0].contains(message), "\(found)")
  }

  @Test(
    "are refused if a cell lies over one of an earlier row",
    arguments: [
      "<tr><th>A</th><td rowspan=\"2\">x</td></tr><tr><td colspan=\"2\">y</td></tr>",
      "<tr><th>A</th><td rowspan=\"3\">x</td><td>z</td></tr><tr><td>a</td><td>b</td></tr><tr><td colspan=\"3\">y</td></tr>",
    ])
  func refusesOverlaps(rows: String) {
    #expect(messages(rows).contains { $0.contains("lies over a cell of an earlier row") }, "\(messages(rows))")
  }

  @Test(
    "are accepted if they are the same on every path",
    arguments: [
      "<tr><th>A</th>{{#if nickname}}<td rowspan=\"2\">x</td>{{else}}<td rowspan=\"2\">y</td>{{/if}}</tr><tr><th>B</th></tr>",
      "<tr><td rowspan=\"2\" colspan=\"2\">A</td><th>x</th></tr><tr><th>y</th></tr>",
      "<tr><th>A</th><td rowspan=\"2\">x</td><td>z</td></tr><tr><td>a</td><td>b</td></tr>",
      "<tr><th>A</th>{{#each items}}{{else}}{{/each}}<td>x</td></tr>",
    ])
  func accepts(rows: String) {
    #expect(messages(rows).isEmpty, "\(messages(rows))")
  }
}
