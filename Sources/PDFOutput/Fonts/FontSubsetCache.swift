import Synchronization
import Typesetting

/// The subsets made so far, shared by all letters and threads of a process.
final class FontSubsetCache: Sendable {
  private struct Key: Hashable {
    let face: String
    let codePoints: CodePointSet
  }

  /// More different subsets than the letters of one kind ever need. A batch of hostile letters must not fill the memory.
  private static let capacity = 64

  private let subsets = Mutex<[Key: FontSubset]>([:])
  private let deflate = Deflate(level: 12)

  /// The subset of a face for the characters that a letter sets in it.
  func subset(of face: FontFace, used: CodePointSet) throws(PDFError) -> FontSubset {
    let key = Key(face: face.postScriptName, codePoints: FontRepertoire.codePoints(for: used))
    if let known = subsets.withLock({ $0[key] }) { return known }
    let subset = try FontSubset(of: face, codePoints: key.codePoints.ascending, deflate: deflate)
    subsets.withLock { subsets in
      if subsets.count >= Self.capacity { subsets.removeAll() }
      subsets[key] = subset
    }
    return subset
  }
}
