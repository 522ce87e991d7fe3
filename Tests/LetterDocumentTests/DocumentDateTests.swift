import LetterDocument
import Testing

@Suite("Dates of documents")
struct DocumentDateTests {
  /// Expectations from `date -u -d @SECONDS`.
  @Test(
    "come from SOURCE_DATE_EPOCH",
    arguments: [
      (0, DocumentDate(year: 1970, month: 1, day: 1)),
      (951_782_400, DocumentDate(year: 2000, month: 2, day: 29)),
      (951_868_799, DocumentDate(year: 2000, month: 2, day: 29, hour: 23, minute: 59, second: 59)),
      (1_478_649_600, DocumentDate(year: 2016, month: 11, day: 9)),
      (4_107_542_399, DocumentDate(year: 2100, month: 2, day: 28, hour: 23, minute: 59, second: 59)),
      (4_107_542_400, DocumentDate(year: 2100, month: 3, day: 1)),
    ])
  func convertSeconds(seconds: Int, date: DocumentDate) {
    #expect(DocumentDate(secondsSince1970: seconds) == date)
  }
}
