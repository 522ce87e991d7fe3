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
    case .badFont, .notConforming: return ExitCode(78)
    case .defect: return ExitCode(70)
    default: return ExitCode(finding.code.id.hasPrefix("IMR-T") ? 78 : 65)
    }
  }

  /// Whether an output could not be written, which is no fault of the record.
  var concernsOutput: Bool { all.contains { $0.code == .cannotCreate || $0.code == .cannotWrite } }
}
