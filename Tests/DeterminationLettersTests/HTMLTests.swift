import DeterminationLetters
import Foundation
import TestSupport
import Testing

@Suite("Letters in HTML")
struct HTMLTests {
  @Test("have the words of the samples, in order")
  func holdsTheSamples() throws {
    let pages = try HTMLPages()
    for sample in Project.allSamples + Project.programSamples {
      try pages.add(Renderers.renderer(sample.edition).render(contentsOf: sample.url.path), sample.name)
    }
    #expect(try pages.differences() == [])
  }

  @Test(
    "have the words of the published letters, in order",
    .enabled(if: Project.shared != nil, Project.withoutShared))
  func holdsThePublishedLetters() throws {
    let folder = try #require(Project.shared).appending(path: "letters/cases")
    let pages = try HTMLPages()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let url = folder.appending(path: name)
      try pages.add(Renderers.renderer("imr-2016").render(contentsOf: url.path), name)
    }
    #expect(try pages.differences() == [])
  }

  @Test("ask nothing of the network, have no scripts, and are the same every time", arguments: Project.programSamples)
  func standsAlone(sample: Sample) throws {
    let letter = try Renderers.renderer(sample.edition).render(contentsOf: sample.url.path)
    let html = letter.html
    #expect(!html.contains("<script") && !html.contains("<link") && !html.contains("url("))
    for match in html.matches(of: /src="([^"]*)"/) { #expect(match.1.hasPrefix("data:")) }
    #expect(try Renderers.renderer(sample.edition).render(contentsOf: sample.url.path).html == html)
  }
}
