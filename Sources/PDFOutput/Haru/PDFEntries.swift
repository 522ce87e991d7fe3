/// Entries of a dictionary as PDF text (PDF 32000-1 §7.3.7), for a dictionary that libharu keeps (see ``HaruDocument/addEntries(_:to:)``).
/// Fonts and structure elements, which are most of a letter's objects, use this, because libharu's own entries take several times as long
/// to build and to write. Rare objects and the ones that libharu itself keeps (catalog, pages) use ``PDFDictionary``.
struct PDFEntries: ~Copyable {
  private var buffer = ByteBuffer()

  /// The text, one entry per line.
  var bytes: [UInt8] { buffer.bytes }

  /// Gives the text to `body`, which must not keep it.
  func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) { buffer.withBytes(body) }

  /// Removes all entries, for the next dictionary.
  mutating func removeAll() { buffer.removeAll() }

  /// Adds entries that were written before.
  mutating func append(_ entries: [UInt8]) { buffer.append(entries) }

  @inline(__always)
  mutating func set(_ key: StaticString, name: StaticString) {
    open(key)
    buffer.append("/")
    buffer.append(name)
    close()
  }

  /// A name that is made at run time, such as the name of a font subset. A number sign and two digits replace each byte that a name cannot
  /// contain (§7.3.5).
  mutating func set(_ key: StaticString, madeName name: String) {
    open(key)
    buffer.append("/")
    for byte in name.utf8 {
      if Self.isRegular[Int(byte)] {
        buffer.append(byte)
      } else {
        buffer.append("#")
        buffer.append(hex: byte)
      }
    }
    close()
  }

  @inline(__always)
  mutating func set(_ key: StaticString, _ number: Int) {
    open(key)
    buffer.append(number: number)
    close()
  }

  @inline(__always)
  mutating func set(_ key: StaticString, _ object: PDFDictionary) {
    open(key)
    buffer.append(reference: object)
    close()
  }

  /// An object with a key that ends in a number, such as a font of a page.
  mutating func set(_ key: StaticString, number: Int, _ object: PDFDictionary) {
    buffer.append("/")
    buffer.append(key)
    buffer.append(number: number)
    buffer.append(" ")
    buffer.append(reference: object)
    close()
  }

  /// A text string, as hexadecimal digits.
  mutating func set(_ key: StaticString, text: String) {
    open(key)
    buffer.append("<")
    for byte in PDFText.bytes(text) { buffer.append(hex: byte) }
    buffer.append(">")
    close()
  }

  /// A value that `write` writes: an array, or a dictionary inside this one.
  @inline(__always)
  mutating func set(_ key: StaticString, _ write: (inout ByteBuffer) -> Void) {
    open(key)
    write(&buffer)
    close()
  }

  /// An array of numbers.
  mutating func set(_ key: StaticString, _ numbers: some Sequence<Int>) {
    set(key) { $0.append(array: numbers.lazy.map { Double($0) }) }
  }

  /// Whether a byte can be written unchanged in a name.
  private static let isRegular: [Bool] = (0..<256).map {
    (0x21...0x7E).contains($0) && !"#()<>[]{}/%".utf8.contains(UInt8($0))
  }

  @inline(__always)
  private mutating func open(_ key: StaticString) {
    buffer.append("/")
    buffer.append(key)
    buffer.append(" ")
  }

  @inline(__always)
  private mutating func close() { buffer.append("\n") }
}

extension ByteBuffer {
  /// A reference to an indirect object (§7.3.10).
  mutating func append(reference object: PDFDictionary) { append(reference: object.number) }

  /// A reference to the indirect object with a number.
  mutating func append(reference number: Int) {
    assert(number > 0, "a direct object has no number")
    append(number: number)
    append(" 0 R")
  }
}
