/// The ICC profile of the output intent: sRGB, given by its primaries and its transfer curve, in 480 bytes (ICC.1:2001-04 in the layout of
/// version 4.2). It is made here, so that no file and no licence is needed.
enum ColorProfile {
  static let sRGB: [UInt8] = {
    let tags: [(name: String, data: [UInt8])] = [
      ("desc", text("sRGB")), ("cprt", text("CC0")), ("wtpt", xyz(0xF6D6, 0x10000, 0xD32D)), ("chad", adaptation),
      ("rXYZ", xyz(0x6FA0, 0x38F5, 0x0390)), ("gXYZ", xyz(0x6297, 0xB787, 0x18D9)),
      ("bXYZ", xyz(0x249F, 0x0F84, 0xB6C4)),
      ("rTRC", transferCurve),
    ]
    // The three curves are the same, so the table refers to one curve three times.
    let entries = tags.map(\.name) + ["gTRC", "bTRC"]
    let start = 128 + 4 + 12 * entries.count
    var table = big32(UInt32(entries.count))
    var offset = start
    for (index, name) in entries.enumerated() {
      let data = tags[min(index, tags.count - 1)].data
      if index > 0, index < tags.count { offset += padded(tags[index - 1].data).count }
      table += Array(name.utf8) + big32(UInt32(offset)) + big32(UInt32(data.count))
    }
    let body = table + tags.flatMap { padded($0.data) }
    return header(size: 128 + body.count) + body
  }()

  private static func header(size: Int) -> [UInt8] {
    var header = big32(UInt32(size)) + big32(0) + big32(0x0420_0000) + Array("mntrRGB XYZ ".utf8)
    header += [2024, 1, 1, 0, 0, 0].flatMap { big16($0) } + Array("acsp".utf8)
    header += [UInt8](repeating: 0, count: 68 - header.count) + big32(0xF6D6) + big32(0x10000) + big32(0xD32D)
    return header + [UInt8](repeating: 0, count: 128 - header.count)
  }

  private static func text(_ text: String) -> [UInt8] {
    Array("mluc".utf8) + big32(0) + big32(1) + big32(12) + Array("enUS".utf8) + big32(UInt32(2 * text.utf8.count))
      + big32(28)
      + text.utf8.flatMap { [0, $0] }
  }

  private static func xyz(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> [UInt8] {
    Array("XYZ ".utf8) + [0, x, y, z].flatMap(big32)
  }

  /// The Bradford adaptation from D65 to D50.
  private static let adaptation: [UInt8] =
    Array("sf32".utf8) + big32(0)
    + [1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678].flatMap(fixed)

  /// IEC 61966-2-1.
  private static let transferCurve: [UInt8] =
    Array("para".utf8) + big32(0) + big16(3) + big16(0)
    + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(fixed)

  /// s15Fixed16Number
  private static func fixed(_ number: Double) -> [UInt8] {
    big32(UInt32(bitPattern: Int32((number * 65_536).rounded())))
  }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: -bytes.count & 3) }

  private static func big32(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func big16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }
}
