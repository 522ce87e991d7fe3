import Diagnostics
import TestSupport
import Testing

@Suite("Places of many bytes")
struct SourcePlacesTests {
  @Test(
    "are those that are found one by one",
    arguments: [
      "", "\n", "a", "é\r\n\n☒b\n", "{\"a\": [1,\n 2]}\n", String(repeating: "aé☒😀", count: 1_000),
      String(repeating: "a", count: 1_024) + "\n" + String(repeating: "é\n", count: 2_000)
        + String(repeating: "x", count: 2_048),
    ])
  func sameAsOneByOne(text: String) {
    let bytes = Array(text.utf8)
    for source in [
      SourceText(name: "x", bytes: bytes), SourceText(name: "x", bytes: bytes, firstLine: 7, firstColumn: 30),
    ] {
      let places = SourcePlaces(source)
      for offset in -1...bytes.count + 2 {
        let place = places.location(at: offset)
        #expect(place == source.location(at: offset), "byte \(offset)")
        guard place == source.location(at: offset) else { return }
      }
    }
  }

  @Test("are found fast in one long line and in very many lines", arguments: [" ", "\n"])
  func fast(filler: String) {
    let source = SourceText(name: "x", text: String(repeating: filler, count: 4 << 20))
    let (last, seconds) = WorkTime.measure {
      let places = SourcePlaces(source)
      return stride(from: 0, to: 4 << 20, by: 40).reduce(0) { $0 + places.location(at: $1).line }
    }
    #expect(last > 0)
    // One by one they take more than an hour.
    #expect(seconds < 30)
  }
}
