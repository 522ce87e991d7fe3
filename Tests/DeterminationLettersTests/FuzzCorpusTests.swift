import Foundation
import FuzzTargets
import TestSupport
import Testing

/// The inputs that fuzzing found. Some of them crashed or stalled the program once; none does now.
@Suite("Fuzz corpora")
struct FuzzCorpusTests {
  @Test("have sets that load")
  func setsLoad() {
    #expect(FuzzTarget.setsLoad)
  }

  @Test("are read without a crash or a stall", arguments: FuzzTarget.allCases)
  func replay(target: FuzzTarget) throws {
    let inputs = try target.inputs()
    #expect(!inputs.isEmpty)
    for (name, bytes) in inputs {
      let (_, seconds) = WorkTime.measure { target.run(bytes) }
      #expect(seconds < 20, "\(target.rawValue)/\(name): \(seconds)")
    }
  }
}
