/// Numbers without order that are the same in every run (SplitMix64).
package struct SplitMix {
  private var state: UInt64

  /// Starts a row of numbers.
  package init(seed: UInt64) { state = seed }

  /// The next number, from 0.
  package mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(limit))
  }
}
