import Diagnostics
import JSONText

extension TemplateSet {
  /// The confidential places that a tag prints, in whatever form.
  package var printedConfidential: [SchemaPath] {
    roles.confidential.filter { place in
      fieldUses.contains { $0.kind == .printed && Self.path($0.path, isWithin: place.description) }
    }
  }

  /// Places of the template that print what the manifest calls confidential. No letter with such a value can be made.
  var confidentialUses: [Finding] {
    guard !roles.confidential.isEmpty else { return [] }
    let places = roles.confidential.map(\.description)
    return fieldUses.compactMap { use in
      guard use.kind == .printed, let place = places.first(where: { Self.path(use.path, isWithin: $0) }) else {
        return nil
      }
      return Finding(
        .printsConfidential,
        "“\(place)” is confidential, and this tag prints it, so no letter of a case with such a value can be made",
        fix: "remove the tag, or remove the path from “confidential” in manifest.json", severity: .warning,
        in: sources[use.source], at: use.range.lowerBound, length: use.range.count)
    }
  }

  /// Whether a path leads to a place or to something inside it.
  private static func path(_ path: String, isWithin place: String) -> Bool {
    guard path.utf8.starts(with: place.utf8) else { return false }
    let next = path.utf8.dropFirst(place.utf8.count).first
    return next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
  }
}
