import ArgumentParser
import DeterminationLetters

/// The exit codes of `sysexits.h`, by the kind of finding. Where several kinds come together the first decides: later ones
/// are often its consequences.
extension Findings {
  var exitCode: ExitCode {
    guard let finding = all.first(where: { $0.severity == .error }) else { return .success }
    switch finding.code {
    case .inputMissing, .templateMissing, .fontMissing: return ExitCode(66)
    case .inputUnreadable, .cannotWrite: return ExitCode(74)
    case .cannotCreate: return ExitCode(73)
    case .badEnvironment: return ExitCode(64)
    case .badFont, .notConforming, .doesNotFit: return ExitCode(78)
    case .defect: return ExitCode(70)
    case .verificationFailed, .nameTaken, .unsafeName: return ExitCode(65)
    default:
      // What is wrong with JSON or with a character is wrong in a case file or in the template set.
      return ExitCode(finding.excerptIsCaseData ? 65 : 78)
    }
  }

  /// Whether an output could not be written, which is no fault of the record.
  var concernsOutput: Bool { all.contains { $0.code == .cannotCreate || $0.code == .cannotWrite } }
}
