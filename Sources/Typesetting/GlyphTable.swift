/// The glyph of each code point up to U+FFFF, in pages of 256. A font has characters on few of them, and a program that makes one letter must not
/// spend its time on empty pages.
struct GlyphTable: Sendable {
  /// For each 256 code points, the page of their glyphs in ``glyphs``. Those without any share the first page.
  private(set) var pages = [UInt16](repeating: 0, count: 256)
  /// The glyphs; 0 if there is none. The first page is empty.
  private(set) var glyphs = [UInt16](repeating: 0, count: 256)

  /// The glyph of a code point below U+10000; 0 if there is none.
  subscript(codePoint: UInt32) -> UInt16 {
    get { glyphs[Int(pages[Int(codePoint >> 8)]) << 8 | Int(codePoint & 0xFF)] }
    set {
      let page = Int(codePoint >> 8)
      if pages[page] == 0 {
        if newValue == 0 { return }
        pages[page] = UInt16(glyphs.count >> 8)
        glyphs += repeatElement(0, count: 256)
      }
      glyphs[Int(pages[page]) << 8 | Int(codePoint & 0xFF)] = newValue
    }
  }

  /// Whether each code point of a range has a glyph.
  func covers(_ range: ClosedRange<UInt32>) -> Bool { range.allSatisfy { self[$0] != 0 } }

  /// Gives a function that looks up glyphs quickly, for one use.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    pages.withUnsafeBufferPointer { pages in
      glyphs.withUnsafeBufferPointer { glyphs in body(Lookup(pages: pages, glyphs: glyphs)) }
    }
  }

  /// The table without checks of its bounds. Code points must be below U+10000.
  struct Lookup {
    fileprivate let pages: UnsafeBufferPointer<UInt16>
    fileprivate let glyphs: UnsafeBufferPointer<UInt16>

    @inline(__always)
    subscript(codePoint: UInt32) -> UInt16 {
      glyphs[Int(pages[Int(codePoint >> 8)]) << 8 | Int(codePoint & 0xFF)]
    }
  }
}
