import Diagnostics
import JSONText

extension FindingCode {
  /// A blank that was not filled in.
  package static let unfilledSlot = FindingCode("IMR-R030", "slot not filled")
}

extension RuleKind {
  /// Blanks of forms: `[INSERT FIRST TWO SENTENCES]`, `[PHONE NUMBER]`, `TBD`, `XX/XX/XXXX`, `__`, `{{name}}`, `{name}`,
  /// `<drug name>`.
  package static let unfilledSlot = RuleKind(
    "unfilled-slot",
    Explanation(
      .unfilledSlot,
      "The text looks like a blank of a form that was not filled in: [INSERT …], [PHONE NUMBER], TBD, XX/XX/XXXX, ____, {name}.",
      fix: "fill in the blank",
      source: "seen in a published record: “[INSERT FIRST TWO SENTENCES…]”", severity: .warning)
  ) { _ in
    { reading, _, findings in
      for (text, prose) in zip(reading.texts, reading.proses) {
        guard prose.mayHoldSlot || text.traits.contains(.hasSlotMarks),
          let range = prose.mayHoldSlot
            ? UnfilledSlot.first(in: text) : UnfilledSlot.firstOfMarks(in: prose).map(prose.source)
        else { continue }
        findings.report(
          .unfilledSlot, "this looks like a blank that was not filled in", fix: "fill in the blank",
          atBytes: range, of: text.value)
      }
    }
  }
}

/// Looks for blanks that were not filled in.
enum UnfilledSlot {
  /// The bytes of the first blank in the NFC text, if no word starts as words in blanks do. Then only marks such as `_` and `[` can start it.
  static func firstOfMarks(in prose: Prose) -> Range<Int>? {
    var text = prose.text
    return text.withUTF8 { bytes in
      for token in prose.tokens
      where token.kind == .mark && "_?{[<".utf8.contains(UInt8(truncatingIfNeeded: token.value)) {
        if let length = length(bytes, Int(token.start)) { return Int(token.start)..<Int(token.start) + length }
      }
      return nil
    }
  }

  /// The bytes of the first blank.
  static func first(in text: CaseText) -> Range<Int>? {
    let hasMarks = text.traits.contains(.hasSlotMarks)
    var copy = text.text
    let starts = starts
    return copy.withUTF8 { bytes in
      var index = 0
      while index + 1 < bytes.count {
        if starts[Int(bytes[index])], mayStart(bytes[index], before: bytes[index + 1], hasMarks),
          let length = length(bytes, index)
        {
          return index..<index + length
        }
        index += 1
      }
      return nil
    }
  }

  /// The bytes that can start a blank.
  private static let starts: [Bool] = (0..<256).map { "TLlMmDXx_?{[<(".utf8.contains(UInt8($0)) }

  /// Whether a blank can start here, judged by two bytes. Nearly everywhere the answer is no.
  @inline(__always)
  private static func mayStart(_ byte: UInt8, before next: UInt8, _ hasMarks: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "T"): next == UInt8(ascii: "B") || next == UInt8(ascii: "O") || next == UInt8(ascii: ".")
    case UInt8(ascii: "L"), UInt8(ascii: "l"): next == UInt8(ascii: "o")
    case UInt8(ascii: "M"), UInt8(ascii: "m"), UInt8(ascii: "D"), UInt8(ascii: "X"), UInt8(ascii: "x"):
      next == byte
    case UInt8(ascii: "_"), UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"): hasMarks
    default: byte == UInt8(ascii: "(")
    }
  }

  private static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "_"): run(bytes, index, atLeast: 2)
    case UInt8(ascii: "?"): run(bytes, index, atLeast: 2)
    case UInt8(ascii: "{"): run(bytes, index, atLeast: 2) ?? braced(bytes, index)
    case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "("): bracketed(bytes, index)
    case UInt8(ascii: "T"), UInt8(ascii: "L"), UInt8(ascii: "l"), UInt8(ascii: "M"), UInt8(ascii: "D"),
      UInt8(ascii: "m"):
      isWord(bytes, index - 1) ? nil : words.lazy.compactMap { word(bytes, index, $0) }.first
    case UInt8(ascii: "X"), UInt8(ascii: "x"): crosses(bytes, index)
    default: nil
    }
  }

  private static let words = ["TBD", "TODO", "T.B.D.", "Lorem ipsum", "lorem ipsum", "MM/DD", "mm/dd", "DD/MM"]

  private static func run(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, atLeast: Int) -> Int? {
    let length = bytes[index...].prefix { $0 == bytes[index] }.count
    return length >= atLeast ? length : nil
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ word: String) -> Int? {
    let end = index + word.utf8.count
    guard bytes[index...].starts(with: word.utf8), !isWord(bytes, end) else { return nil }
    return word.utf8.count
  }

  /// `{name}`, `${claim.number}`, `{0}`: a name of a field as other programs write it.
  private static func braced(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let inside = bytes[(index + 1)...].prefix {
      ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || (0x30...0x39).contains($0) || "._".utf8.contains($0)
    }
    guard let first = inside.first, inside.count > 1 || first < 0x3A, inside.endIndex < bytes.count,
      bytes[inside.endIndex] == UInt8(ascii: "}")
    else {
      return nil
    }
    return inside.endIndex + 1 - index
  }

  /// `[INSERT …]`, `[date]`, `<NAME>`: brackets that start with a word that forms use for their blanks.
  private static func bracketed(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let inside = bytes[(index + 1)...]
    let letters = inside.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    let first = String(decoding: letters, as: UTF8.self).uppercased()
    guard slotWords.contains(first) else {
      return bytes[index] == UInt8(ascii: "<") ? angled(bytes, index, letters.count) : capitals(bytes, index)
    }
    // In parentheses only instructions are blanks: “(date of service …)” is prose.
    let isRound = bytes[index] == UInt8(ascii: "(")
    guard !isRound || first == "INSERT" || first == "PLACEHOLDER" || first == "TBD" else { return nil }
    let close: UInt8 =
      isRound ? UInt8(ascii: ")") : bytes[index] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ">")
    guard let end = inside.prefix(120).firstIndex(of: close) else { return first == "INSERT" ? 1 + letters.count : nil }
    return end + 1 - index
  }

  /// `<drug name>`: words and nothing else between `<` and `>`. Tags of HTML with such names are traces of markup.
  private static func angled(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ letters: Int) -> Int? {
    guard letters >= 3 else { return nil }
    let inside = bytes[(index + 1)...].prefix(40).prefix {
      ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || " _-".utf8.contains($0)
    }
    guard inside.endIndex < bytes.count, bytes[inside.endIndex] == UInt8(ascii: ">"), inside.last != 0x20,
      !MarkupTrace.tags.contains(String(decoding: inside, as: UTF8.self).lowercased())
    else { return nil }
    return inside.endIndex + 1 - index
  }

  /// `[PHONE NUMBER]`, `[object Object]`: words that are ordinary in brackets (“the [patient]”) unless they are in capitals.
  private static func capitals(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard bytes[index] == UInt8(ascii: "[") else { return nil }
    let inside = bytes[(index + 1)...].prefix(40).prefix { $0 != UInt8(ascii: "]") }
    guard inside.endIndex < bytes.count, bytes[inside.endIndex] == UInt8(ascii: "]") else { return nil }
    let text = String(decoding: inside, as: UTF8.self)
    let isFilled = text.utf8.allSatisfy { (0x41...0x5A).contains($0) || " _-/".utf8.contains($0) }
    let words = text.split { " _-/".contains($0) }
    guard text.lowercased() == "object object" || (isFilled && words.contains { fieldWords.contains(String($0)) })
    else {
      return nil
    }
    return inside.endIndex + 1 - index
  }

  private static let fieldWords: Set<String> = [
    "NUMBER", "ADDRESS", "AMOUNT", "PHONE", "EMAIL", "CITY", "STATE", "ZIP", "PATIENT", "EMPLOYEE", "EMPLOYER", "CLAIM",
    "CLAIMANT", "PROVIDER", "PHYSICIAN", "COMPANY", "TITLE", "SIGNATURE", "YEAR", "DAY", "MONTH", "TIME", "TEXT",
    "REASON",
    "NAME", "DATE", "DOB", "SSN", "MRN", "DRUG", "MEDICATION",
  ]

  private static let slotWords: Set<String> = [
    "INSERT", "ENTER", "FILL", "DATE", "NAME", "TBD", "TODO", "BLANK", "PLACEHOLDER", "DIAGNOSIS", "TREATMENT",
    "SELECT", "CHOOSE", "ADD", "XX", "XXX", "XXXX", "AGE", "GENDER", "SEX", "BODY", "DESCRIBE",
  ]

  /// `XX/XX/XXXX`, `xx-xx`, `XXXX`
  private static func crosses(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard !isWord(bytes, index - 1) else { return nil }
    let cross = bytes[index]
    // A date has ten characters. A text of crosses is not read again from each of them.
    let most = 64
    let run = bytes[index...].prefix(most).prefix { $0 == cross || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") }
    guard let last = run.lastIndex(of: cross), run.count == most || !isWord(bytes, last + 1) else { return nil }
    let length = last + 1 - index
    let groups = bytes[index...last].split { $0 != cross }
    if groups.count > 1, groups.allSatisfy({ $0.count >= 2 }) { return length }
    let least = cross == UInt8(ascii: "X") ? 3 : 4
    return groups.first.map { $0.count >= least } ?? false ? length : nil
  }

  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard bytes.indices.contains(index) else { return false }
    return (0x61...0x7A).contains(bytes[index] | 0x20) || (0x30...0x39).contains(bytes[index]) || bytes[index] >= 0x80
  }
}
