import CHaru

/// A dictionary of a document (PDF 32000-1 §7.3.7). It does not keep the document alive: its writer does. A letter has a hundred dictionaries,
/// and each is in several lists, so that counting references would take more time than writing them.
///
/// Keys and names are static strings. A `String` is copied each time it is passed to C, and a letter has hundreds of them.
struct PDFDictionary: PDFObject {
  let raw: HPDF_Dict
  unowned(unsafe) let document: HaruDocument

  /// The number of the indirect object (§7.3.10).
  var number: Int { Int(raw.pointee.header.obj_id & 0x00FF_FFFF) }

  func set(_ key: StaticString, _ number: Int) throws(PDFError) {
    try check(HPDF_Dict_AddNumber(raw, key.cString, Int32(clamping: number)), "set /\(key)")
  }

  func set(_ key: StaticString, name: StaticString) throws(PDFError) {
    try check(HPDF_Dict_AddName(raw, key.cString, name.cString), "set /\(key)")
  }

  func set(_ key: StaticString, _ flag: Bool) throws(PDFError) {
    try check(HPDF_Dict_AddBoolean(raw, key.cString, flag ? 1 : 0), "set /\(key)")
  }

  func set(_ key: StaticString, _ value: PDFDictionary) throws(PDFError) {
    try add(key, UnsafeMutableRawPointer(value.raw))
  }

  func set(_ key: StaticString, _ value: PDFArray) throws(PDFError) {
    try add(key, UnsafeMutableRawPointer(value.raw))
  }

  /// An entry whose key is made at run time, such as the key of a font.
  func set(madeKey key: String, _ value: PDFDictionary) throws(PDFError) {
    try check(HPDF_Dict_Add(raw, key, UnsafeMutableRawPointer(value.raw)), "set /\(key)")
  }

  /// A byte string.
  func set(_ key: StaticString, bytes: [UInt8]) throws(PDFError) { try add(key, document.binary(bytes)) }

  /// A text string.
  func set(_ key: StaticString, text: String) throws(PDFError) { try set(key, bytes: PDFText.bytes(text)) }

  private func add(_ key: StaticString, _ object: UnsafeMutableRawPointer) throws(PDFError) {
    try check(HPDF_Dict_Add(raw, key.cString, object), "set /\(key)")
  }
}

/// An object of a document that libharu keeps.
private protocol PDFObject {
  var document: HaruDocument { get }
}

extension PDFObject {
  /// Looks at the document only after a failure, so that nothing counts the references to it.
  fileprivate func check(_ status: HPDF_STATUS, _ operation: @autoclosure () -> String) throws(PDFError) {
    if status != HPDF_OK { try document.check(status, operation()) }
  }
}

extension StaticString {
  /// The string for C. Static strings end with a zero byte.
  fileprivate var cString: UnsafePointer<CChar> {
    UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

/// An array of a document (§7.3.6).
struct PDFArray: PDFObject {
  let raw: HPDF_Array
  unowned(unsafe) let document: HaruDocument

  /// The number of the object, if it is indirect; otherwise 0.
  var number: Int { Int(raw.pointee.header.obj_id & 0x00FF_FFFF) }

  func append(_ number: Int) throws(PDFError) {
    try check(HPDF_Array_AddNumber(raw, Int32(clamping: number)), "append a number")
  }

  /// A number with a fraction. libharu stores it as a `float` and refuses numbers above 32,767.
  func append(_ number: Double) throws(PDFError) {
    if let whole = Int(exactly: number) { return try append(whole) }
    try check(HPDF_Array_AddReal(raw, Float(number)), "append a number")
  }

  func append(name: StaticString) throws(PDFError) {
    try check(HPDF_Array_AddName(raw, name.cString), "append a name")
  }

  func append(_ value: PDFDictionary) throws(PDFError) { try add(UnsafeMutableRawPointer(value.raw)) }

  func append(_ value: PDFArray) throws(PDFError) { try add(UnsafeMutableRawPointer(value.raw)) }

  func append(bytes: [UInt8]) throws(PDFError) { try add(document.binary(bytes)) }

  private func add(_ object: UnsafeMutableRawPointer) throws(PDFError) {
    try check(HPDF_Array_Add(raw, object), "append an object")
  }
}

/// Strings in PDF's encodings.
enum PDFText {
  /// A text string (§7.9.2.2): ASCII as it is, anything else in UTF-16 with a byte-order mark.
  static func bytes(_ text: String) -> [UInt8] {
    text.utf8.allSatisfy { $0 < 0x80 } ? Array(text.utf8) : utf16(text)
  }

  private static func utf16(_ text: String) -> [UInt8] {
    text.utf16.reduce(into: [0xFE, 0xFF]) { bytes, unit in
      bytes.append(UInt8(unit >> 8))
      bytes.append(UInt8(unit & 0xFF))
    }
  }

  /// The text, shortened in the middle if it is longer than a string can be: 32,767 bytes (ISO 19005-2 §6.1.13), with two bytes for a
  /// UTF-16 code unit.
  static func shortened(_ text: String) -> String {
    let most = 16_000
    guard text.utf8.count > most, text.utf16.count > most else { return text }
    let scalars = Array(text.unicodeScalars)
    // A scalar has at most two code units.
    let half = most / 4 - 1
    var view = String.UnicodeScalarView(scalars.prefix(half))
    view.append("…")
    view.append(contentsOf: scalars.suffix(half))
    return String(view)
  }
}
