import Foundation
import LetterDocument
import TestSupport
import Testing

@Suite("PNG pictures")
struct PNGImageTests {
  /// Made with Python's zlib: 2 × 1 pixels, RGB, red and blue.
  static let red = Data(
    base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==")

  @Test("give their size and their rows as they are")
  func readsSize() throws {
    let picture = try PNGImage(Array(#require(Self.red)))
    #expect((picture.width, picture.height, picture.channels) == (2, 1, 3))
    #expect(picture.compressedRows.count == 13)
  }

  @Test("are refused when damaged, cut short, or of a kind that would have to be recoded")
  func refusesOthers() throws {
    let bytes = Array(try #require(Self.red))
    func problem(_ bytes: [UInt8]) -> PNGImage.Problem? {
      do throws(PNGImage.Problem) {
        _ = try PNGImage(bytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(Array("GIF89a".utf8)) == .notPNG)
    #expect(problem(Array(bytes.dropLast(5))) == .notPNG)
    var damaged = bytes
    damaged[45] ^= 1
    #expect(problem(damaged) == .damaged)
  }
}
