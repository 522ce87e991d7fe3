import Digests
import Glibc
import Synchronization

/// The digests of the starts that letters share, for all letters and threads of a process. Letters with the same fonts start with the same
/// bytes, about two fifths of a short one, and those are hashed once.
final class SharedStarts: Sendable {
  private struct Start {
    let bytes: [UInt8]
    let hasher: SHA256.Hasher
  }

  /// More different starts than most batches have: 10,000 generated letters have 32.
  private static let capacity = 64
  /// A batch of hostile letters must not fill the memory.
  private static let mostBytes = 65_536

  private let starts = Mutex<[Start]>([])

  /// A hasher that has the bytes at the start of a file. A digest that is known was made from exactly these bytes.
  func hasher(after bytes: ArraySlice<UInt8>) -> SHA256.Hasher {
    if let known = starts.withLock({ Self.find(bytes, in: &$0) }) { return known }
    var hasher = SHA256.Hasher()
    hasher.add(bytes)
    if bytes.count <= Self.mostBytes {
      // Two threads can add the same start, which costs a place and nothing else.
      starts.withLock {
        if $0.count == Self.capacity { $0.removeLast() }
        $0.append(Start(bytes: Array(bytes), hasher: hasher))
      }
    }
    return hasher
  }

  /// Starts that letters use often move to the front. The last one makes room for a new one.
  private static func find(_ bytes: ArraySlice<UInt8>, in starts: inout [Start]) -> SHA256.Hasher? {
    guard let index = starts.firstIndex(where: { areSame($0.bytes, bytes) }) else { return nil }
    starts.swapAt(index, index / 2)
    return starts[index / 2].hasher
  }

  /// `==` would compare byte by byte.
  private static func areSame(_ start: [UInt8], _ bytes: ArraySlice<UInt8>) -> Bool {
    guard start.count == bytes.count else { return false }
    return start.withUnsafeBytes { start in
      bytes.withUnsafeBytes { bytes in
        guard let one = start.baseAddress, let other = bytes.baseAddress else { return true }
        return memcmp(one, other, start.count) == 0
      }
    }
  }
}
