import Foundation
import TestSupport
import Testing

@Suite("imr-letters trace")
struct TraceCommandTests {
  private let sample = Project.folder("Samples/imr-2016/one-item-upheld.json")

  @Test("finds words across pieces, with the line of the template, the datum, and the conditions")
  func find() throws {
    let result = try Command.run("trace", sample, "--find", "upper extremity: Upheld")
    #expect(result.status == 0)
    #expect(result.text.contains("prints /disputedItems/0/description (25:22)"))
    #expect(result.text.contains("_item-title.html:10  “Upheld”"))
    #expect(result.text.contains("because of ../common/_item-title.html:10: /disputedItems/0/decision (26:19)"))
    #expect(try Command.run("trace", sample, "--find", "no such words").status == 1)
  }

  @Test("finds the word at a place of a page that another program gives")
  func place() throws {
    let folder = try TemporaryFolder()
    let pdf = folder.file("letter.pdf").path
    _ = try Command.run("render", sample, "-o", pdf)
    // poppler says where each word is: xMin, yMin, xMax, yMax, word.
    let boxes = try Subprocess.run("pdftotext", ["-bbox", pdf, "-"]).text
    let pages = boxes.components(separatedBy: "<page ").dropFirst()
    var tried = 0
    for (number, page) in pages.enumerated() {
      for (index, match) in page.matches(of: /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</)
        .enumerated()
      where index % 29 == 3 {
        let numbers = [match.1, match.2, match.3, match.4].compactMap { Double($0) }
        let word = String(match.5).replacing("&amp;", with: "&").replacing("&apos;", with: "'").replacing(
          "&quot;", with: "\"")
        let point = "\((numbers[0] + numbers[2]) / 2),\((numbers[1] + numbers[3]) / 2)"
        let result = try Command.run("trace", sample, "--page", "\(number + 1)", "--at", point, "--json")
        #expect(result.status == 0, "\(word) at \(point)")
        #expect(
          result.text.contains("\"text\":\"\(word.replacing("\"", with: "\\\""))\""),
          "\(word) at \(point): \(result.text)")
        tried += 1
      }
    }
    #expect(tried > 5)
    #expect(try Command.run("trace", sample, "--page", "1", "--at", "1,1").status == 1)
    #expect(try Command.run("trace", sample, "--page", "1").status == 64)
  }
}
