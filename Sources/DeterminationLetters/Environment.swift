import Glibc
import LetterDocument

/// What the program takes from environment variables.
enum Environment {
  /// The folder that holds `Templates` and `Fonts`: `IMR_LETTERS_HOME`.
  static var home: String? { getenv("IMR_LETTERS_HOME").map { String(cString: $0) } }

  /// The date of documents whose case has no date: `SOURCE_DATE_EPOCH` (reproducible-builds.org).
  static func sourceDate() throws(Findings) -> DocumentDate? {
    guard let value = getenv("SOURCE_DATE_EPOCH") else { return nil }
    guard let seconds = Int(String(cString: value)), (0...253_402_300_799).contains(seconds) else {
      throw Findings(Finding(.badEnvironment, "SOURCE_DATE_EPOCH is not a number of seconds since 1970"))
    }
    return DocumentDate(secondsSince1970: seconds)
  }
}
