import DeterminationLetters

/// The different lists of warnings of a batch, each stored once. Only the codes are stored, with 2 bytes each, because 100,000 letters have
/// thousands of different lists. A place or an excerpt would belong to one record only.
struct WarningLists {
  /// The number of the empty list.
  static let none: UInt16 = 0

  private var codes: [FindingCode] = []
  private var codeNumbers: [FindingCode: UInt16] = [:]
  private var lists: [[UInt16]] = [[]]
  private var listNumbers: [[UInt16]: UInt16] = [[]: none]

  /// The number of the list of the warnings among some findings; nil if there are too many different lists already.
  mutating func number(of findings: Findings) -> UInt16? {
    var list: [UInt16] = []
    for finding in findings.all where finding.severity == .warning {
      guard let code = number(of: finding.code) else { return nil }
      list.append(code)
    }
    if let number = listNumbers[list] { return number }
    guard let number = UInt16(exactly: lists.count) else { return nil }
    lists.append(list)
    listNumbers[list] = number
    return number
  }

  private mutating func number(of code: FindingCode) -> UInt16? {
    if let number = codeNumbers[code] { return number }
    guard let number = UInt16(exactly: codes.count) else { return nil }
    codes.append(code)
    codeNumbers[code] = number
    return number
  }

  /// The warnings of the list with that number, without their places.
  subscript(number: UInt16) -> Findings {
    Findings(lists[Int(number)].map { codes[Int($0)] }.map { Finding($0, $0.title, severity: .warning) })
  }
}
