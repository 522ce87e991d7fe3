/// Numbers as pictures and fonts store them: the highest byte first.
package enum BigEndian {
  /// The number that some bytes are.
  package static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  /// A number as four bytes.
  package static func bytes(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
