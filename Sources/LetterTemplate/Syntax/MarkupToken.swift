/// A piece of a template's source: text, an HTML tag or a Handlebars tag.
struct MarkupToken {
  let kind: Kind
  let range: Range<Int>
  /// `{{~`: removes the white space before the tag.
  var trimsBefore = false
  /// `~}}`: removes the white space after the tag.
  var trimsAfter = false

  enum Kind {
    case text(String)
    case startTag(ElementName, [MarkupNode.Attribute])
    case endTag(ElementName)
    /// `{{#if x}}`, `{{#unless x}}`, `{{#each x}}`, `{{#with x}}`
    case openBlock(BlockKeyword, Expression)
    case closeBlock(BlockKeyword)
    /// `{{else}}` or `{{else if x}}`
    case otherwise(condition: Expression?)
    case partial(MarkupNode.Partial)
    case value(Expression)
    /// A comment, or a tag that could not be read and was reported.
    case nothing
  }

  /// The tags whose line is removed if they are alone on it (Handlebars: “standalone”).
  var mayStandAlone: Bool {
    switch kind {
    case .openBlock, .closeBlock, .otherwise, .partial, .nothing: true
    case .text, .startTag, .endTag, .value: false
    }
  }
}

/// All block tags.
enum BlockKeyword: String, CaseIterable {
  case `if`, unless, each, with
}
