import Diagnostics
import Glibc
import JSONText

extension FindingCode {
  /// A trace of another program: a tag, an entity, an escape, or text in the wrong encoding.
  package static let markupInText = FindingCode("IMR-R033", "markup or wrong encoding in the text")
}

extension RuleKind {
  /// Tags, entities and escapes, and UTF-8 that was read as another encoding.
  package static let markup = RuleKind(
    "markup",
    Explanation(
      .markupInText,
      "The text has a trace of another program: a tag (<br>), an entity (&amp;), an escape (\\n), Markdown (**no**), or letters that were read in the wrong encoding (â€™).",
      fix: "write the intended character", source: "seen in exported records", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for text in reading.texts {
        guard let range = MarkupTrace.first(in: text) else { continue }
        findings.report(
          .markupInText, "this looks like a trace of another program", fix: "write the intended character",
          atBytes: range,
          of: text.value)
      }
    }
  }
}

/// Finds traces of other programs in texts.
enum MarkupTrace {
  static func first(in text: CaseText) -> Range<Int>? {
    let mayHoldMarkup = text.traits.isSuperset(of: [.hasMarkup, .hasMarkupEnd])
    guard mayHoldMarkup || text.traits.isSuperset(of: [.hasLatin, .hasLatinTrail]) else { return nil }
    var copy = text.text
    return copy.withUTF8 { bytes in
      var next = 0
      while let index = start(in: bytes, from: next, withMarkup: mayHoldMarkup) {
        next = index + 1
        let length =
          switch bytes[index] {
          case UInt8(ascii: "&"): entity(bytes, index)
          case UInt8(ascii: "<"): tag(bytes, index)
          case UInt8(ascii: "\\"): escape(bytes, index)
          case 0xC3: mojibake(bytes, index)
          case UInt8(ascii: "_"): hexEscape(bytes, index)
          case UInt8(ascii: "*"): paired("**", bytes, index)
          case UInt8(ascii: "`"): paired("`", bytes, index)
          case UInt8(ascii: "]"): linked(bytes, index)
          default: nil as Int?
          }
        if let length { return index..<index + length }
      }
      return nil
    }
  }

  /// The first byte from an index on that can start a trace; nil if there is none.
  private static func start(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, withMarkup: Bool) -> Int? {
    guard withMarkup else {
      // Only a wrong encoding can be found. The C library compares many bytes at once.
      guard let base = UnsafeRawPointer(bytes.baseAddress), let found = memchr(base + start, 0xC3, bytes.count - start)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
    return starts.withUnsafeBufferPointer { starts in
      (start..<bytes.count).first { starts[Int(bytes[$0])] }
    }
  }

  /// Whether a byte can start a trace.
  private static let starts: [Bool] = (0..<256).map { $0 == 0xC3 || "&<\\_*`]".utf8.contains(UInt8($0)) }

  /// `&amp;`, `&#39;`
  private static func entity(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let name = bytes[(index + 1)...].prefix(10).prefix { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "#") }
    guard name.count >= 2, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";") else { return nil }
    return name.count + 2
  }

  /// `<br>`, `</p>`, `<b class="x">`
  private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    var start = index + 1
    if start < bytes.count, bytes[start] == UInt8(ascii: "/") { start += 1 }
    let name = bytes[min(start, bytes.count)...].prefix(12).prefix { isLetter($0) || isDigit($0) }
    guard tags.contains(String(decoding: name, as: UTF8.self).lowercased()), name.endIndex < bytes.count,
      " />".utf8.contains(bytes[name.endIndex]),
      let end = bytes[name.endIndex...].prefix(200).firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    // After a space come attributes or the end: “a <b and c> d” is no tag.
    let rest = bytes[name.endIndex..<end]
    guard rest.allSatisfy({ " /".utf8.contains($0) }) || rest.contains(UInt8(ascii: "=")) else { return nil }
    return end + 1 - index
  }

  static let tags: Set<String> = [
    "a", "b", "i", "u", "p", "br", "em", "strong", "div", "span", "li", "ul", "ol", "td", "tr", "th", "table", "font",
    "sub",
    "sup", "html", "body", "h1", "h2", "h3", "img", "hr", "o",
  ]

  /// A backslash and `n`, `t`, `r`, `"`, or `u2019`, as programs write escapes
  private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    if bytes[index + 1] == UInt8(ascii: "u") {
      let digits = bytes[(index + 2)...].prefix(4).prefix { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
      return digits.count == 4 ? 6 : nil
    }
    return "ntr\"'".utf8.contains(bytes[index + 1]) ? 2 : nil
  }

  /// `**no**`, `` `plan` ``, as Markdown marks words
  private static func paired(_ mark: String, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let inside = bytes[index...].dropFirst(mark.utf8.count)
    guard bytes[index...].starts(with: mark.utf8), inside.first.map(isLetter) ?? false,
      let end = inside.prefix(80).firstIndex(of: mark.utf8.first ?? 0), bytes[end...].starts(with: mark.utf8),
      bytes[end - 1] > 0x20
    else { return nil }
    return end + mark.utf8.count - index
  }

  /// `](https://…)`, as Markdown writes links
  private static func linked(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let rest = bytes[index...].dropFirst()
    guard rest.starts(with: "(http".utf8) || rest.starts(with: "(www.".utf8),
      let end = rest.prefix(400).firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    return end + 1 - index
  }

  /// `_x000D_`, as spreadsheets write control characters
  private static func hexEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard index + 6 < bytes.count, bytes[index + 1] | 0x20 == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_"),
      bytes[index + 2..<index + 6].allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) })
    else { return nil }
    return 7
  }

  /// The first byte of a character of two or three bytes, read as Latin-1 or Windows-1252: “Ã©”, “â€™”, “Â ”
  private static func mojibake(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard index + 3 < bytes.count else { return nil }
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    // Ã or Â, and a character of U+0080 to U+00BF
    case (0xC3, 0x82...0x83, 0xC2): return 4
    // â, and € or U+0080
    case (0xC3, 0xA2, 0xE2):
      return index + 4 < bytes.count && bytes[index + 3] == 0x82 && bytes[index + 4] == 0xAC ? 5 : nil
    case (0xC3, 0xA2, 0xC2): return bytes[index + 3] == 0x80 ? 4 : nil
    default: return nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
