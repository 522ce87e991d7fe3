import DeterminationLetters
import Foundation
import TestSupport
import Testing

/// Printers count a page as a page in colour if anything on it needs coloured ink.
@Suite("Pictures without colour")
struct PictureInkTests {
  /// Made with Python's zlib: 2 × 1 pixels, dark and light grey, as RGB, as RGB with alpha, and as indices into a palette.
  @Test(
    "need no ink but black, however their file says so",
    arguments: [
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mPg4uI6ceIEAAVNAndRFunjAAAAAElFTkSuQmCC",
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR42mPg4uL6f+LEif8ADd0EdenxYx8AAAAASUVORK5CYII=",
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEUKCgrIyMgo0bJQAAAACklEQVR42mNwAAAAQgBBhL+OYgAAAABJRU5ErkJggg==",
    ])
  func areGrey(file: String) throws {
    let picture = Array(try #require(Data(base64Encoded: file)))
    let renderer = try SmallLetters.renderer(
      "<p>x</p><img src=\"a.png\" alt=\"\">", "img { width: 20pt }", ["a.png": picture])
    let pdf = Data(try SmallLetters.letter(renderer).pdf())
    #expect(pdf.range(of: Data("/DeviceGray".utf8)) != nil && pdf.range(of: Data("/DeviceRGB".utf8)) == nil)
  }
}
