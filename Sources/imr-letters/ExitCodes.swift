import ArgumentParser
import DeterminationLetters
import FileSystem
import LetterBatch
import LetterTemplate

/// The exit codes of `sysexits.h`, by the kind of finding. If there are several errors, the first decides, because later ones are often its
/// consequences.
extension Findings {
  var exitCode: ExitCode {
    guard let finding = all.first(where: { $0.severity == .error }) else { return .success }
    switch finding.code {
    case .inputMissing, .templateMissing, .fontMissing: return ExitCode(66)
    case .inputUnreadable, .cannotWrite, .systemChanged: return ExitCode(74)
    case .cannotCreate, .folderInUse, .signedLetter: return ExitCode(73)
    case .badEnvironment, .badOption: return ExitCode(64)
    case .badFont: return ExitCode(78)
    case .defect: return ExitCode(70)
    case .limitTooLow: return ExitCode(71)
    case .verificationFailed, .notInManifest, .unreadablePDF, .nameTaken, .unsafeName, .tooManyErrors, .badManifest,
      .confidentialValue:
      return ExitCode(65)
    default:
      // A finding about JSON or a character is about a case file (65) or about the template set (78).
      return ExitCode(finding.excerptIsCaseData ? 65 : 78)
    }
  }
}
