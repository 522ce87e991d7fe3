/// The supported keywords of JSON Schema 2020-12. All assertions among them are enforced.
package enum SchemaKeyword: String, Sendable, CaseIterable {
  case schema = "$schema"
  case id = "$id"
  case ref = "$ref"
  case defs = "$defs"
  case comment = "$comment"
  case title, description, examples
  case type, `enum`, const
  case properties, required, additionalProperties, minProperties, dependentSchemas
  case items, minItems, maxItems
  case minLength, maxLength, pattern, format
  case minimum, maximum, multipleOf
  case allOf, anyOf, oneOf
}
