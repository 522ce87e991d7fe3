import Diagnostics
import JSONText

/// Reads a language file and reports everything that is wrong with it.
struct LanguageReader {
  private let document: JSONDocument
  private var findings: [Finding] = []

  static func read(_ source: SourceText, for tag: String) throws(Findings) -> LanguageData {
    do throws(Findings) {
      let document = try JSONDocument(parsing: source, withForm: form)
      var reader = LanguageReader(document: document)
      let data = reader.data()
      reader.findings += [document.wrongName("language", inFile: tag)].compactMap(\.self)
      guard reader.findings.isEmpty else { throw Findings(reader.findings) }
      return data
    } catch {
      throw error.asTemplateFindings
    }
  }

  private init(document: JSONDocument) {
    self.document = document
  }

  private mutating func data() -> LanguageData {
    let root = document.root
    var data = LanguageData(file: document.source.name)
    for member in root["dates"]?.object?.members ?? [] {
      let pattern = member.value.string ?? ""
      if DatePattern(pattern) == nil {
        report("a pattern consists of \(DatePattern.letters), and other text in '…'", at: member.value)
      }
      data.dates[member.key] = pattern
    }
    for member in root["months"]?.object?.members ?? [] { data.months[member.key] = texts(member.value) }
    data.days = root["days"].map(texts)
    data.numbers = root["numbers"].map(numbers)
    data.moneyPattern = root["money"]?["pattern"]?.string
    for member in root["money"]?.object?.members ?? [] where member.key != "pattern" {
      data.currencies[member.key] = member.value.string
    }
    data.plurals = root["plurals"].flatMap { plurals($0) }
    for member in root["lists"]?.object?.members ?? [] { data.lists[member.key] = list(member.value) }
    return data
  }

  private func texts(_ value: JSONValue) -> [String] { (value.array ?? []).compactMap(\.string) }

  private func numbers(_ value: JSONValue) -> NumberStyle {
    NumberStyle(
      decimal: value["decimal"]?.string ?? ".", group: value["group"]?.string ?? "",
      minimumGroupingDigits: value["minimumGroupingDigits"]?.integer ?? 1,
      minus: value["minus"]?.string ?? "-")
  }

  private mutating func plurals(_ value: JSONValue) -> PluralRules? {
    let conditions = (value.object?.members ?? []).map { ($0.key, $0.value.string ?? "") }
    do throws(PluralRules.Unreadable) {
      return try PluralRules(conditions)
    } catch {
      report(
        "this condition cannot be read", at: value[error.category] ?? value,
        fix: "write it as CLDR does, such as “n % 10 = 2..4 and n % 100 != 12..14”")
      return nil
    }
  }

  private mutating func list(_ value: JSONValue) -> ListPattern? {
    func separator(_ parent: JSONValue, _ key: String) -> String {
      parent[key]?.string.flatMap(ListPattern.separator) ?? ""
    }
    let middle = separator(value, "middle")
    let start = value["start"] == nil ? middle : separator(value, "start")
    let separators = ListPattern.Separators(
      two: separator(value, "two"), start: start, middle: middle, end: separator(value, "end"))
    let variants = (value["variants"]?.array ?? []).map { variant in
      ListPattern.Variant(
        beginnings: (variant["before"].map(texts) ?? []).map { $0.lowercased() },
        exceptions: (variant["except"].map(texts) ?? []).map { $0.lowercased() },
        two: separator(variant, "two"), end: separator(variant, "end"))
    }
    return ListPattern(separators: separators, variants: variants)
  }

  private mutating func report(_ message: String, at value: JSONValue, fix: String? = nil) {
    findings.append(
      Finding(
        .wrongForm, message, fix: fix, in: document.source, at: value.offset,
        pointer: document.pointer(toValueAt: value.offset)))
  }

  private static let form = DeclaredForm(
    #"""
    {
      "type": "object", "additionalProperties": false, "required": ["language", "version", "source"],
      "$defs": {
        "text": {"type": "string", "minLength": 1, "maxLength": 200},
        "texts": {"type": "array", "maxItems": 100, "items": {"$ref": "#/$defs/text"}},
        "names": {"allOf": [{"$ref": "#/$defs/texts"}, {"minItems": 12, "maxItems": 12}]},
        "pair": {"type": "string", "maxLength": 60, "pattern": "^\\{0\\}[^{}]+\\{1\\}$", "description": "{0} and {1}"},
        "list": {
          "type": "object", "additionalProperties": false, "required": ["two", "middle", "end"],
          "properties": {
            "two": {"$ref": "#/$defs/pair"}, "start": {"$ref": "#/$defs/pair"}, "middle": {"$ref": "#/$defs/pair"},
            "end": {"$ref": "#/$defs/pair"},
            "variants": {
              "type": "array", "maxItems": 20,
              "items": {
                "type": "object", "additionalProperties": false, "required": ["before", "two", "end"],
                "properties": {
                  "before": {"allOf": [{"$ref": "#/$defs/texts"}, {"minItems": 1}]}, "except": {"$ref": "#/$defs/texts"},
                  "two": {"$ref": "#/$defs/pair"}, "end": {"$ref": "#/$defs/pair"}
                }
              }
            }
          }
        }
      },
      "properties": {
        "language": {"type": "string", "maxLength": 35}, "version": {"$ref": "#/$defs/text"},
        "source": {"type": "string", "minLength": 1, "maxLength": 1000},
        "dates": {
          "type": "object", "additionalProperties": false,
          "properties": {"long": {"$ref": "#/$defs/text"}, "medium": {"$ref": "#/$defs/text"}, "numeric": {"$ref": "#/$defs/text"}}
        },
        "months": {
          "type": "object", "additionalProperties": false,
          "properties": {"format": {"$ref": "#/$defs/names"}, "standalone": {"$ref": "#/$defs/names"}, "short": {"$ref": "#/$defs/names"}}
        },
        "days": {"allOf": [{"$ref": "#/$defs/texts"}, {"minItems": 7, "maxItems": 7}]},
        "numbers": {
          "type": "object", "additionalProperties": false, "required": ["decimal", "group", "minus"],
          "properties": {
            "decimal": {"$ref": "#/$defs/text"}, "group": {"$ref": "#/$defs/text"}, "minus": {"$ref": "#/$defs/text"},
            "minimumGroupingDigits": {"type": "integer", "minimum": 1, "maximum": 9}
          }
        },
        "money": {
          "type": "object", "additionalProperties": {"$ref": "#/$defs/text"},
          "properties": {"pattern": {"type": "string", "maxLength": 20, "pattern": "^[^#¤]*(#[^#¤]*¤|¤[^#¤]*#)[^#¤]*$", "description": "# for the number and ¤ for the symbol"}}
        },
        "plurals": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}},
        "lists": {
          "type": "object", "additionalProperties": false,
          "properties": {"and": {"$ref": "#/$defs/list"}, "or": {"$ref": "#/$defs/list"}}
        }
      }
    }
    """#)
}
