import Diagnostics
import JSONText

extension LetterRenderer {
  /// Parses a case file. If the set has confidential values and the text is not JSON, nobody knows which of its words are confidential, so
  /// the findings have no source line.
  package func parse(_ source: SourceText) throws(Findings) -> JSONDocument {
    var source = source
    source.hasExcerpts = keepsExcerpts
    do throws(Findings) {
      return try JSONDocument(parsing: source)
    } catch {
      guard !template.roles.confidential.isEmpty else { throw error }
      throw Findings(
        error.all.map { finding in
          var finding = finding
          finding.excerpt = nil
          return finding
        })
    }
  }
}
