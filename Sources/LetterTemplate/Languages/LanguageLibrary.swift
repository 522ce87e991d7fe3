import Diagnostics
import JSONText

/// Finds the language files of a set: `languages/TAG.json` in its own folder, then in those that it includes. A file is read when a helper
/// first needs it, so it belongs to the digest of the sets that use it.
struct LanguageLibrary: Sendable {
  private let files: TemplateFiles
  private var chains: [String: LanguageChain] = [:]
  private var read: [String: LanguageData?] = [:]
  private var broken: Set<String> = []
  /// What is wrong with the files.
  private(set) var findings: [Finding] = []

  init(_ files: TemplateFiles) {
    self.files = files
  }

  /// The tags of all files that were looked for.
  var triedTags: Set<String> { Set(read.keys) }

  /// Why there is no language data.
  enum Problem: Error {
    /// No folder has a file for the language.
    case missing(message: String, fix: String)
    /// A file is broken. ``findings`` says how.
    case broken
  }

  /// The files for a language tag: `en-GB`, then `en` (RFC 4647 §3.4, Lookup).
  mutating func chain(for language: String) throws(Problem) -> LanguageChain {
    if let known = chains[language] { return known }
    let tags = Self.tags(language)
    var found: [LanguageData] = []
    for tag in tags {
      if let data = file(tag) { found.append(data) }
    }
    if tags.contains(where: broken.contains) { throw .broken }
    guard !found.isEmpty else {
      let names = tags.map { "languages/\($0).json" }.joined(separator: " or ")
      throw .missing(
        message: "there is no language file for “\(language)”",
        fix: "add \(names) to the set, or include a folder that has it, such as Templates/common")
    }
    let chain = LanguageChain(language: language, files: found)
    chains[language] = chain
    return chain
  }

  private mutating func file(_ tag: String) -> LanguageData? {
    if let known = read[tag] { return known }
    var result: LanguageData?
    do throws(Findings) {
      result = try LanguageReader.read(files.read("languages/\(tag).json"), for: tag)
    } catch {
      if error.all.first?.code != .templateFileMissing {
        findings += error.all
        broken.insert(tag)
      }
    }
    read[tag] = .some(result)
    return result
  }

  /// The tag and its shorter forms, in the usual letter case: `es-US`, `es` (RFC 5646 §2.1.1).
  static func tags(_ language: String) -> [String] {
    var parts = language.split(separator: "-").enumerated().map { index, part in
      if index == 0 { return part.lowercased() }
      switch part.utf8.count {
      case 2: return part.uppercased()
      case 4: return part.prefix(1).uppercased() + part.dropFirst().lowercased()
      default: return part.lowercased()
      }
    }
    var tags: [String] = []
    while !parts.isEmpty {
      tags.append(parts.joined(separator: "-"))
      parts.removeLast()
    }
    return tags
  }
}
