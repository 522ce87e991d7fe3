import CPCRE2

/// A `pattern`: a regular expression that must match somewhere in the text (it is not anchored).
///
/// PCRE2 matches it, because it can stop after a number of steps. An expression such as `(a+)+$` needs time that doubles with each character,
/// and template sets come from people who may err.
package final class SchemaPattern: Sendable {
  /// The expression as written in the schema.
  package let expression: String
  private let code: Code
  /// Whether a match can start only at the start of the text.
  private let isAnchored: Bool
  /// Whether it asks for a visible character, which takes a single pass.
  private let isNonBlank: Bool
  /// Whether a match takes time in proportion to the length of the text.
  var isLinear: Bool { isAnchored || isNonBlank }

  /// A compiled expression of PCRE2. Matching does not change it, so threads can share it.
  private struct Code: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// The most steps of a match: about two milliseconds.
  private static let mostSteps: UInt32 = 200_000

  enum Result {
    case matches, fails
    /// The match would need more steps than any form of a text.
    case takesTooLong
  }

  /// Whether it is proven that every text that it matches has a visible character.
  package let needsVisibleCharacter: Bool

  /// Compiles an expression.
  /// - Throws: why it is not valid.
  init(_ expression: String) throws(PatternSyntax.Problem) {
    let syntax = try PatternSyntax(expression)
    let translated = Array(syntax.translated.utf8)
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C
    var (error, offset): (Int32, Int) = (0, 0)
    guard let pointer = pcre2_compile_8(translated, translated.count, UInt32(options), &error, &offset, nil) else {
      throw PatternSyntax.Problem(message: "PCRE2 cannot compile it")
    }
    needsVisibleCharacter = syntax.needsVisibleCharacter
    var all: UInt32 = 0
    pcre2_pattern_info_8(pointer, UInt32(PCRE2_INFO_ALLOPTIONS), &all)
    self.expression = expression
    code = Code(pointer: pointer)
    isAnchored = all & UInt32(bitPattern: Int32(truncatingIfNeeded: PCRE2_ANCHORED)) != 0
    isNonBlank = expression == "\\S"
  }

  deinit { pcre2_code_free_8(code.pointer) }

  /// Most texts of a case file are checked against `\S`, and most of them match at their first byte.
  @inline(__always)
  func matchesAtOnce(_ text: String) -> Bool {
    guard isNonBlank, let first = text.utf8.first else { return false }
    return (0x21...0x7E).contains(first)
  }

  func match(_ text: String) -> Result {
    if isNonBlank { return text.unicodeScalars.contains { !PatternCharacters.isSpace($0) } ? .matches : .fails }
    guard let data = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil) else {
      return .takesTooLong
    }
    defer {
      pcre2_match_data_free_8(data)
      pcre2_match_context_free_8(context)
    }
    pcre2_set_match_limit_8(context, Self.mostSteps)
    pcre2_set_depth_limit_8(context, Self.mostSteps)
    pcre2_set_heap_limit_8(context, 65_536)
    var text = text
    let status = text.withUTF8 { bytes in
      // An empty text has no address, and PCRE2 wants one.
      var empty: UInt8 = 0
      return bytes.baseAddress.map {
        pcre2_match_8(code.pointer, $0, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), data, context)
      }
        ?? pcre2_match_8(code.pointer, &empty, 0, 0, 0, data, context)
    }
    return status >= 0 ? .matches : status == PCRE2_ERROR_NOMATCH ? .fails : .takesTooLong
  }
}
