import Foundation
import TestSupport
import Testing

@Suite("The list of demands of the standards")
struct DemandTests {
  @Test("names types and members that exist")
  func namesCode() throws {
    let files = try SourceFile.all()
    let list = try #require(files.first { $0.path.hasSuffix("/ConformanceDemand.swift") })
    let start = try #require(list.lines.firstIndex { $0.contains("package var metBy") })
    let all = files.filter { $0.path != list.path }.map { $0.lines.joined(separator: "\n") }
    let names = list.lines[start...].flatMap { $0.matches(of: /\b([A-Z]\w+)\.(\w+)\b/) }
    #expect(names.count > 15)
    for name in names {
      let (type, member) = (name.1, name.2)
      let types = try Regex("\\b(struct|class|enum|extension) (\\w+\\.)*\(type)\\b")
      let members = try Regex("\\b(func|var|let|case|struct|enum) \(member)\\b")
      let isThere = all.contains { $0.contains(types) && $0.contains(members) }
      #expect(isThere, "\(name.0)")
    }
  }
}
