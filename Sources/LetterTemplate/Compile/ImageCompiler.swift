import Diagnostics
import JSONText
import LetterDocument

/// Pictures.
extension TemplateCompiler {
  mutating func compileImage(
    _ element: MarkupNode.Element, _ node: MarkupNode, _ scope: Scope, _ around: Surroundings, _ style: Style
  ) -> Instruction? {
    let alternate = alternateText(of: element, node, scope)
    guard style.width != nil else {
      report(.badAttribute, "the stylesheet gives this picture no width", node.range, fix: "add the width to its rule")
      return nil
    }
    guard let src = element.attribute("src") else {
      report(.badAttribute, "a picture needs src=\"file.png\"", node.range)
      return nil
    }
    do {
      let picture = try picture(src.value)
      let constant = alternate?.words
      let image = Image(style: styleID(style), picture: picture, alternateText: constant)
      // In a cell, the room is known when the columns of the table are.
      if !around.isInCell || isRecompiling {
        check(layout.problem(ofPicture: image, style, in: around), at: node.range)
      }
      if let alternate, constant == nil, !alternate.isEmpty { return .image(image, alternateText: alternate) }
      return .constant(.image(image), weight: 0)
    } catch let error as Findings {
      report(.badPicture, error.all.first?.message ?? "the picture cannot be read", src.range)
    } catch let problem as PNGImage.Problem {
      report(.badPicture, "“\(src.value)” cannot be used: \(problem.explanation)", src.range)
    } catch {
      report(.badPicture, "“\(src.value)” cannot be used", src.range)
    }
    return nil
  }

  /// The picture of a file. A file is read once: each element has a part of its own in the letter, but not the pixels.
  private mutating func picture(_ name: String) throws -> PNGImage {
    if let known = pictures[ExactText(name)] { return try known.get() }
    let result = Result { try PNGImage(files.read(name).bytes) }
    pictures[ExactText(name)] = result
    return try result.get()
  }

  /// The alternate text; empty for a picture that only decorates (`alt=""`). Reports a text that can be empty in some letter.
  private mutating func alternateText(
    of element: MarkupNode.Element, _ node: MarkupNode, _ scope: Scope
  ) -> [AttributePart]? {
    guard let alt = element.attribute("alt") else {
      report(
        .badAttribute, "a picture needs alt=\"what it shows\"", node.range,
        fix: "a screen reader reads this text aloud; write alt=\"\" for a picture that only decorates")
      return nil
    }
    if alt.parts.isEmpty { return [] }
    // A PDF/A string has at most 32,767 bytes (ISO 19005-2 §6.1.13). A character takes two or four of them.
    if alt.value.utf16.count > Merger.longestAlternateText {
      report(
        .badAttribute, "the alt text of a picture must not have more than 10,000 characters", alt.range,
        fix: "write the rest in the text of the letter")
    }
    let isNeverBlank =
      alt.value.unicodeScalars.contains { !$0.properties.isWhitespace }
      || alt.expressions.contains { expression in
        operand(expression, scope)?.shape.shape.alternatives.allSatisfy(\.isVisible) ?? true
      }
    if !isNeverBlank {
      report(
        .badAttribute, "the alt text of this picture can be empty or blank", alt.range,
        fix: "write what the picture shows, or give the value “\"pattern\": \"\\\\S\"” in the schema")
    }
    return attributeParts(of: alt, scope, isAddress: false)
  }
}

extension [AttributePart] {
  /// The text, if it is the same in every letter and not empty.
  fileprivate var words: String? {
    var words = ""
    for part in self {
      guard case .text(let text) = part else { return nil }
      words += text
    }
    return words.isEmpty ? nil : words
  }
}

extension PNGImage.Problem {
  fileprivate var explanation: String {
    switch self {
    case .notPNG: "it is not a complete PNG file"
    case .damaged: "it is damaged (a checksum or the number of its pixels is wrong)"
    case .unsupported(let what): what
    }
  }
}
