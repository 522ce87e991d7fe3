import DeterminationLetters
import FileSystem
import JSONText

/// Reads the elements of a JSON array one after the other, so that an array of any length can be read. It only looks for the ends of
/// elements. The JSON reader checks whether they are JSON.
struct ArrayReader {
  private(set) var stream: ByteStream
  private var line = 1
  private var column = 1
  private var state = State.beforeArray
  private var count = 0

  private enum State {
    case beforeArray, beforeElement, afterElement, ended
  }

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  /// The next element as a text with its place in the file, its number from 1, and the bytes in front of it.
  mutating func next(limit: Int) throws(Findings) -> (source: SourceText, number: Int, offset: Int)? {
    while state != .ended {
      guard let byte = try firstByte() else { throw failure("the list ends before “]”") }
      switch (state, byte) {
      case (.beforeArray, UInt8(ascii: "[")): try step(to: .beforeElement)
      case (.afterElement, UInt8(ascii: ",")): try step(to: .beforeElement)
      case (.afterElement, UInt8(ascii: "]")): try finish()
      case (.beforeElement, UInt8(ascii: "]")) where count == 0: try finish()
      case (.beforeElement, let byte) where byte != UInt8(ascii: "]") && byte != UInt8(ascii: ","):
        count += 1
        state = .afterElement
        let offset = stream.offset
        return (try element(limit: limit), count, offset)
      case (.beforeElement, _): throw failure("a value is expected here")
      default: throw failure("“,” or “]” is expected here")
      }
    }
    return nil
  }

  private mutating func step(to state: State) throws(Findings) {
    take(1)
    self.state = state
  }

  private mutating func finish() throws(Findings) {
    take(1)
    state = .ended
    if try firstByte() != nil { throw failure("something follows the end of the list") }
  }

  /// The first byte that is not white space; what comes before it is taken.
  private mutating func firstByte() throws(Findings) -> UInt8? {
    if stream.startsWithByteOrderMark { take(3) }
    while true {
      if let index = stream.buffer.firstIndex(where: { !$0.isJSONSpace }) {
        take(index)
        return stream.buffer[0]
      }
      take(stream.buffer.count)
      guard try stream.fill() else { return nil }
    }
  }

  /// The bytes up to the comma or bracket after the element.
  private mutating func element(limit: Int) throws(Findings) -> SourceText {
    var (depth, index, isInString) = (0, 0, false)
    let place = (line, column)
    var kept: [UInt8] = []
    scan: while true {
      while index < stream.buffer.count {
        let byte = stream.buffer[index]
        if isInString {
          if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == 0 { break scan }
            depth -= 1
          case UInt8(ascii: ",") where depth == 0: break scan
          default: break
          }
        }
        index += 1
      }
      // An escape may reach over the end of what was read.
      let taken = min(index, stream.buffer.count)
      if kept.count <= limit { kept += stream.buffer[..<taken] }
      index -= taken
      take(taken)
      guard try stream.fill() else { break }
    }
    if kept.count <= limit { kept += stream.buffer[..<min(index, stream.buffer.count)] }
    take(min(index, stream.buffer.count))
    return SourceText(name: stream.name, bytes: kept, firstLine: place.0, firstColumn: place.1)
  }

  /// Takes bytes and counts lines and columns.
  private mutating func take(_ count: Int) {
    for byte in stream.buffer[..<count] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    stream.drop(count)
  }

  private mutating func failure(_ message: String) -> Findings {
    state = .ended
    let source = SourceText(
      name: stream.name, bytes: Array(stream.buffer.prefix(80)), firstLine: line, firstColumn: column)
    return Findings(
      Finding(
        .jsonSyntax, "\(message); what follows in this file was not read", fix: "the file may have been cut off",
        in: source, at: 0, isCaseData: true))
  }
}
