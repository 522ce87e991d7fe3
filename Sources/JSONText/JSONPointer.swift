import Foundation

/// JSON Pointers (RFC 6901).
public enum JSONPointer {
  /// A reference token with `~` and `/` escaped.
  public static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    return token.reduce(into: "") { $0 += $1 == "~" ? "~0" : $1 == "/" ? "~1" : String($1) }
  }

  /// The reference tokens of a pointer in a URI fragment (§6): percent-encoded, `~0` for `~`, `~1` for `/`; nil if it is none.
  static func tokens(ofFragment fragment: String) -> [String]? {
    guard !fragment.isEmpty else { return [] }
    guard let pointer = fragment.removingPercentEncoding, pointer.hasPrefix("/") else { return nil }
    return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }
}
