import DeterminationLetters
import FileSystem
import TemplateTools
import TestSupport
import Testing

@Suite("The samples as tests of their sets")
struct SampleSnapshotTests {
  static let sets = Project.editions + Project.programs

  /// The words are accepted letters. An edition that was published must not be reworded: new wording is a new template set.
  @Test("give the accepted text and outline, and take every branch", arguments: sets)
  func match(set: String) throws {
    let run = try TestRun(Renderers.renderer(set), cases: Project.folder("Samples/\(set)"))
    let result = try run.run()
    #expect(run.leftOver.isEmpty && result.broken.isEmpty)
    for difference in result.differences {
      Issue.record(
        "\(difference.test.name).\(difference.part.rawValue): \(difference.hunks.map { "[-\($0.old)-]{+\($0.new)+}" })")
    }
    #expect(run.possibleBranches.filter { !result.branches.contains($0) } == [])
  }

  @Test("can be made from the schema: valid cases that take every branch", arguments: sets)
  func made(set: String) throws {
    let renderer = try Renderers.renderer(set)
    let maker = SampleMaker(renderer: renderer)
    let samples = try maker.all()
    #expect(samples.missed == [])
    for text in samples.cases + [try maker.least()] {
      #expect(!renderer.check(SourceText(name: "sample", text: text)).hasErrors)
    }
  }
}
