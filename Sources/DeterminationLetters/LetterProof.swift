import Diagnostics
import PDFReading

/// The proof that a PDF is the letter of its case, byte for byte, and what was appended to it.
public struct LetterProof: Sendable, Hashable {
  /// An incremental update (PDF 32000-1 §7.5.6) that leaves the letter as it was.
  public struct Update: Sendable, Hashable {
    /// How many bytes it has.
    public let byteCount: Int
    /// The signatures that it adds: the name of the field and, if the signature says it, the name of the signer. Whether a signature is
    /// valid is not checked.
    public let signatures: [String]

    /// What it is, for people.
    package var note: String {
      signatures.isEmpty
        ? "an update of \(byteCount) bytes was appended to the letter and changes nothing of it"
        : "the signature “\(signatures.joined(separator: "”, “"))” was appended to the letter (not checked whether it is valid)"
    }
  }

  /// The largest file that is read: a thousand times a usual letter.
  package static let largestFile = 256 << 20

  /// The updates, in the order of the file. Empty if the file has the bytes of the letter and no more.
  public let updates: [Update]

  /// Compares a PDF with the letter that was made again.
  /// - Throws: findings that say where the file differs, or why it cannot be read.
  package init(of file: [UInt8], made: [UInt8], name: String) throws(Findings) {
    guard file.count <= Self.largestFile else {
      throw Findings(
        Finding(
          .unreadablePDF, "“\(name)” has more than \(Self.largestFile >> 20) MiB, so it is no letter",
          fix: "render the letter again"))
    }
    if file == made {
      updates = []
    } else if file.starts(with: made) {
      updates = try Self.updates(behind: made.count, in: file, name)
    } else {
      throw Self.difference(of: file, made, name)
    }
  }

  /// The updates behind a letter that is proven in another way, such as by its digest.
  package init(behind end: Int, in file: [UInt8], name: String) throws(Findings) {
    updates = try Self.updates(behind: end, in: file, name)
  }

  private static func updates(behind end: Int, in file: [UInt8], _ name: String) throws(Findings) -> [Update] {
    do {
      return try PDFUpdates.behind(end, in: file).map {
        Update(byteCount: $0.range.count, signatures: $0.signatures)
      }
    } catch {
      throw Findings(
        Finding(
          .verificationFailed, "“\(name)” begins as its letter, but what was added is not allowed: \(error.reason)",
          fix: "only signatures without an area, archive data, and dates of change can be added to a letter"))
    }
  }

  // MARK: Differences

  /// Another version of the program makes other bytes. Then nothing is proven, but a comparison of the words helps.
  private static func difference(of file: [UInt8], _ made: [UInt8], _ name: String) -> Findings {
    let maker = PDFTextReader.creator(of: file)
    let isOther = maker.map { $0 != Version.producer && $0.hasPrefix("imr-letters ") } ?? false
    let found: [String]
    do throws(PDFUnreadable) {
      found = try PDFTextReader.pages(of: file)
    } catch {
      let isPDF = file.starts(with: Array("%PDF-".utf8))
      return Findings(
        Finding(
          .unreadablePDF,
          isPDF
            ? "“\(name)” is not the letter of its case, and it cannot be read: \(error.reason)"
            : "“\(name)” is no PDF, and only PDFs are compared with their case",
          fix: isPDF
            ? "render the letter again"
            : "verify it with the manifest of its batch, or compare it with a letter that you render again"))
    }
    let words = words(found, (try? PDFTextReader.pages(of: made)) ?? [], name, isNote: isOther)
    if isOther, let maker {
      let finding = Finding(
        .verificationFailed, "“\(name)” is not proven: it was made by \(maker), and this is \(Version.producer)",
        fix: "verify it with the version that made it")
      return Findings([finding] + words)
    }
    if !words.isEmpty { return Findings(words) }
    let byte = zip(file, made).enumerated().first { $1.0 != $1.1 }?.offset ?? min(file.count, made.count)
    return Findings(
      Finding(
        .verificationFailed,
        "“\(name)” has the words of its letter, but other bytes, from byte \(byte) on; it may show or tell something else",
        fix:
          "render the letter again, with the template set and the fonts that it was made with, and on the same kind of processor"
      ))
  }

  /// The first word that differs on each page, for at most ten pages.
  private static func words(_ found: [String], _ made: [String], _ name: String, isNote: Bool) -> [Finding] {
    var findings: [Finding] = []
    func report(_ message: String, _ words: (found: String, made: String)? = nil) {
      var finding = Finding(
        .verificationFailed, "“\(name)” differs from the letter of its case: \(message)",
        fix: "render the letter again, with the template set and the fonts that it was made with",
        severity: isNote ? .note : .error, isCaseData: true)
      if let words {
        let text = "“\(words.found)” in place of “\(words.made)”"
        finding.excerpt = SourceText(name: name, text: text).excerpt(at: 0, length: words.found.utf8.count + 6)
      }
      findings.append(finding)
    }
    for (page, (found, made)) in zip(found, made).enumerated() where found != made && findings.count < 10 {
      let (left, right) = (found.split(separator: " "), made.split(separator: " "))
      let index = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
      report(
        "page \(page + 1), word \(index + 1)",
        (index < left.count ? String(left[index]) : "", index < right.count ? String(right[index]) : ""))
    }
    if found.count != made.count { report("it has \(found.count) pages, and the letter has \(made.count)") }
    return findings
  }
}
