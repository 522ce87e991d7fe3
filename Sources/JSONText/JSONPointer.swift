/// JSON Pointers (RFC 6901).
package enum JSONPointer {
  /// A reference token with `~` and `/` escaped.
  package static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    // By bytes, because Swift takes a slash with a combining accent after it for one character.
    let bytes = token.utf8.flatMap {
      $0 == UInt8(ascii: "~") ? Array("~0".utf8) : $0 == UInt8(ascii: "/") ? Array("~1".utf8) : [$0]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The pointer of a value as the path of its place: `/items/2/name` is `items[].name`.
  package static func pattern(_ pointer: String) -> String {
    tokens(of: pointer).reduce(into: "") { path, token in
      if !token.isEmpty, token.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        path += "[]"
      } else {
        path += (path.isEmpty ? "" : ".") + token
      }
    }
  }

  /// The reference tokens of a pointer.
  static func tokens(of pointer: String) -> [String] {
    pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      $0.contains(UInt8(ascii: "~")) ? unescaped($0) : String(decoding: $0, as: UTF8.self)
    }
  }

  /// A token without its escapes. By bytes, because Swift takes a digit with a combining accent after it for one character.
  private static func unescaped(_ token: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var rest = token
    while let byte = rest.popFirst() {
      switch (byte, rest.first) {
      case (UInt8(ascii: "~"), UInt8(ascii: "0")):
        bytes.append(UInt8(ascii: "~"))
        rest.removeFirst()
      case (UInt8(ascii: "~"), UInt8(ascii: "1")):
        bytes.append(UInt8(ascii: "/"))
        rest.removeFirst()
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The reference tokens of a pointer in a URI fragment (§6): percent-encoded, `~0` for `~`, `~1` for `/`; nil if the fragment is not a
  /// pointer.
  static func tokens(ofFragment fragment: String) -> [String]? {
    guard !fragment.isEmpty else { return [] }
    guard let pointer = percentDecoded(fragment), pointer.hasPrefix("/") else { return nil }
    return tokens(of: pointer)
  }

  /// A URI component without its escapes (RFC 3986 §2.1); nil if an escape is broken or the bytes are not UTF-8.
  private static func percentDecoded(_ component: String) -> String? {
    var bytes: [UInt8] = []
    var rest = component.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(JSONParser.hexDigit),
        let low = rest.popFirst().flatMap(JSONParser.hexDigit)
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension JSONValue {
  /// The value at a JSON Pointer; nil if there is none.
  package func value(at pointer: String) -> JSONValue? {
    var value = self
    for token in pointer.isEmpty ? [] : JSONPointer.tokens(of: pointer) {
      switch value.content {
      case .object(let object):
        guard let member = object[token] else { return nil }
        value = member
      case .array(let elements):
        guard let index = Int(token), elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}
