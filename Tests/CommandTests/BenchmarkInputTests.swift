import Foundation
import TestSupport
import Testing

@Suite("The benchmark's input")
struct BenchmarkInputTests {
  @Test(
    "is that of the peers' published figures",
    .enabled(if: Project.shared != nil, Project.withoutShared))
  func isTheSame() throws {
    let shared = try #require(Project.shared)
    let own = try Data(contentsOf: Project.root.appendingPathComponent("Tests/Benchmarks/make_cases.py"))
    #expect(try Data(contentsOf: shared.appendingPathComponent("peers/make_cases.py")) == own)
  }
}
