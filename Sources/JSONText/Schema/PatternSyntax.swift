/// Reads a regular expression of ECMA-262 with the flag u, as JSON Schema has them (Core 2020-12 §6.4), and writes it for PCRE2. What PCRE2
/// reads in another way, such as `\h` or `[[:alpha:]]`, is written anew or refused.
struct PatternSyntax {
  /// Why an expression cannot be used.
  struct Problem: Error {
    let message: String
  }

  /// The expression for PCRE2.
  var translated = ""
  /// Whether it is proven that every text that it matches has a visible character.
  private(set) var needsVisibleCharacter = false

  let scalars: [Unicode.Scalar]
  var position = 0
  private var depth = 0
  private static let deepest = 100

  init(_ expression: String) throws(Problem) {
    scalars = Array(expression.unicodeScalars)
    needsVisibleCharacter = try readAlternatives()
    if position < scalars.count { throw Problem(message: "“)” closes nothing") }
  }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  // MARK: Alternatives and terms

  /// Reads alternatives to the end or to a closing bracket. As all other readers, it returns whether a match has a visible character.
  private mutating func readAlternatives() throws(Problem) -> Bool {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Problem(message: "it is nested too deep") }
    var always = try readTerms()
    while take("|") {
      translated += "|"
      let other = try readTerms()
      always = always && other
    }
    return always
  }

  private mutating func readTerms() throws(Problem) -> Bool {
    var some = false
    while let scalar = next, scalar != "|", scalar != ")" {
      let isVisible = try readTerm(scalar)
      some = some || isVisible
    }
    return some
  }

  private mutating func readTerm(_ scalar: Unicode.Scalar) throws(Problem) -> Bool {
    switch scalar {
    case "^", "$":
      position += 1
      translated.unicodeScalars.append(scalar)
      return false
    case "(":
      let (isVisible, isAssertion) = try readGroup()
      if isAssertion { return isVisible }
      let isPresent = try readQuantifier()
      return isVisible && isPresent
    case "*", "+", "?": throw Problem(message: "there is nothing that “\(scalar)” repeats")
    case "{" where bounds(at: position) != nil: throw Problem(message: "there is nothing that “{” repeats")
    case "\\" where take("\\b"):
      // In PCRE2, letters of all languages are parts of words.
      translated += "(?:(?<=\(Self.word))(?!\(Self.word))|(?<!\(Self.word))(?=\(Self.word)))"
      return true
    case "\\" where take("\\B"):
      translated += "(?:(?<=\(Self.word))(?=\(Self.word))|(?<!\(Self.word))(?!\(Self.word)))"
      return false
    default:
      let isVisible = try readAtom(scalar)
      let isPresent = try readQuantifier()
      return isVisible && isPresent
    }
  }

  private static let word = "[0-9A-Za-z_]"

  /// Reads a group or an assertion in brackets.
  private mutating func readGroup() throws(Problem) -> (isVisible: Bool, isAssertion: Bool) {
    position += 1
    let openings = ["?:", "?=", "?!", "?<=", "?<!"]
    var opening = ""
    if let known = openings.first(where: { take($0) }) {
      opening = known
    } else if take("?<") {
      opening = "?<\(try readName())>"
    } else if next == "?" {
      throw Problem(
        message: "ECMA-262 has no group “(\(String(String.UnicodeScalarView(scalars[position...].prefix(2))))”")
    }
    translated += "(" + opening
    let isVisible = try readAlternatives()
    guard take(")") else { throw Problem(message: "“(” is not closed") }
    translated += ")"
    let isAssertion = openings.dropFirst().contains(opening)
    return (isVisible && !opening.hasSuffix("!"), isAssertion)
  }

  mutating func readName() throws(Problem) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = next, scalar != ">" {
      guard scalar.isASCII, scalar.properties.isAlphabetic || "0"..."9" ~= scalar || scalar == "_" else { break }
      name.append(scalar)
      position += 1
    }
    guard !name.isEmpty, take(">") else { throw Problem(message: "a group has no proper name") }
    return String(name)
  }

  // MARK: Quantifiers

  /// Reads a quantifier, if there is one. Returns whether what stands before it occurs at least once.
  private mutating func readQuantifier() throws(Problem) -> Bool {
    guard let scalar = next else { return true }
    if let (least, most, end) = bounds(at: position) {
      if let most, most < least { throw Problem(message: "the bounds of a repetition are in the wrong order") }
      translated += String(String.UnicodeScalarView(scalars[position..<end]))
      position = end
      takeLazy()
      return least > 0
    }
    guard ["*", "+", "?"].contains(scalar) else { return true }
    position += 1
    translated.unicodeScalars.append(scalar)
    takeLazy()
    return scalar == "+"
  }

  private mutating func takeLazy() { if take("?") { translated += "?" } }

  /// The bounds of a quantifier such as `{2}`, `{2,}` or `{2,5}` at a place, and where it ends; nil for another brace.
  private func bounds(at start: Int) -> (least: Int, most: Int?, end: Int)? {
    guard start < scalars.count, scalars[start] == "{",
      let end = scalars[start...].prefix(20).firstIndex(of: "}")
    else { return nil }
    let parts = scalars[(start + 1)..<end].split(separator: ",", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { "0"..."9" ~= $0 } ? String(String.UnicodeScalarView(part)) : "x"
    }
    guard (1...2).contains(parts.count), let least = Int(parts[0]) else { return nil }
    if parts.count == 1 { return (least, least, end + 1) }
    if parts[1].isEmpty { return (least, nil, end + 1) }
    return Int(parts[1]).map { (least, $0, end + 1) }
  }
}
