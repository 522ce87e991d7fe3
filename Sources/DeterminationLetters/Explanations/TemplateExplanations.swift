import JSONText
import LetterTemplate

/// Pages on template sets: whoever makes letters never sees them, whoever writes template sets does.
extension Explanation {
  static let templates = [
    Explanation(
      .templateMissing,
      "No template set of that name is in the folders that are searched, or no folder is at that path.",
      fix: "give a name such as imr-2016, a folder (anything with a /), or --templates DIR"),
    Explanation(
      .templateFileMissing, "A file that the template set needs is not there.",
      fix: "add it; docs/template-sets.md lists the files"),
    Explanation(
      .badPicture, "A picture is missing, no PNG, or of a kind that cannot be archived.",
      fix: "use a PNG with 8 bits a channel, without transparency, and give it alt text", source: "ISO 19005-2 §6.2.8"),
    Explanation(
      .unknownRule, "The manifest names a rule that this program does not have.",
      fix: "correct the name; imr-letters codes lists the rules"),
    Explanation(
      .markupSyntax, "The markup is not well-formed: an element is not closed, an attribute has no value.",
      fix: "mend it at the place shown"),
    Explanation(
      .unknownElement, "Only these elements exist: title body section h1 h2 p strong br table tr th td img.",
      fix: "use one of them"),
    Explanation(
      .badAttribute, "The element has no such attribute, or lacks one it needs.", fix: "see docs/template-sets.md"),
    Explanation(
      .misplacedContent, "An element or a text stands where it cannot, such as words directly in the body.",
      fix: "put it into a paragraph, or move it", source: "ISO 14289-1 §7.1: all content is tagged"),
    Explanation(.tagSyntax, "A tag in braces cannot be read.", fix: "mend it; docs/template-sets.md shows all forms"),
    Explanation(
      .unbalancedBlock,
      "A block such as {{#if}} is not closed, closed by another's tag, or reaches over an element's end.",
      fix: "open and close it within one element"),
    Explanation(.unknownHelper, "There is no helper of that name.", fix: "docs/template-sets.md lists the helpers"),
    Explanation(.helperArguments, "The helper does not take these arguments.", fix: "docs/template-sets.md shows each"),
    Explanation(
      .unknownPartial, "There is no partial of that name, or it includes itself.",
      fix: "the partial x is the file _x.html of the set or of a folder it includes"),
    Explanation(
      .unknownPath, "The schema declares no value at this path, so no case file could ever fill it.",
      fix: "correct the path, or declare the value in schema.json"),
    Explanation(
      .unguardedValue, "A valid case file may lack this value, and the letter would have a blank.",
      fix: "put it into {{#if}}, or require it in schema.json"),
    Explanation(
      .wrongKindOfValue, "A list or an object cannot be printed, a text cannot be repeated.",
      fix: "use the value as what schema.json says it is"),
    Explanation(
      .badSchema,
      "schema.json uses a keyword that is not enforced here, or uses one wrongly. A keyword that were ignored would promise what nobody checks.",
      fix: "use the keywords listed in docs/template-sets.md", source: "JSON Schema 2020-12"),
    Explanation(.stylesheetSyntax, "The stylesheet cannot be read.", fix: "mend it at the place shown"),
    Explanation(.unknownProperty, "There is no property of that name here.", fix: "docs/template-sets.md lists them"),
    Explanation(
      .badPropertyValue, "The property does not take this value.", fix: "docs/template-sets.md lists the values"),
    Explanation(
      .badSelector, "Selectors are elements and classes, alone or combined as docs/template-sets.md shows.",
      fix: "write it so"),
  ]
}
