import Diagnostics
import Glibc

/// The codes of files and folders that cannot be read or written.
extension FindingCode {
  /// An input that does not exist.
  package static let inputMissing = FindingCode("IMR-I001", "input not found")
  /// An input that exists but cannot be read.
  package static let inputUnreadable = FindingCode("IMR-I002", "input cannot be read")
  /// An output that cannot be created.
  package static let cannotCreate = FindingCode("IMR-O001", "output cannot be created")
  /// An output that could not be written completely.
  package static let cannotWrite = FindingCode("IMR-O002", "output cannot be written")
  /// A folder that another batch is writing to.
  package static let folderInUse = FindingCode("IMR-O005", "output folder in use")
  /// A limit that the system sets for the process.
  package static let limitTooLow = FindingCode("IMR-X003", "system limit too low")
}

extension Explanation {
  /// What the codes of files and folders mean.
  package static let files = [
    Explanation(.inputMissing, "There is no file or folder at that path.", fix: "check the path"),
    Explanation(.inputUnreadable, "The file exists but cannot be read.", fix: "check its permissions and the disk"),
    Explanation(.cannotCreate, "The output cannot be created.", fix: "check the folder, its permissions and the name"),
    Explanation(
      .cannotWrite, "The output could not be written completely. No partial file is left.",
      fix: "check the free space of the disk"),
    Explanation(
      .folderInUse,
      "Two batches that write to one folder would destroy each other's work. The second one is refused.",
      fix: "wait until the first one has ended, or choose another folder"),
    Explanation(
      .limitTooLow,
      "The system allows this process too few open files, too few processes or too little address space. The batch could fail at any letter.",
      fix: "raise the limit with ulimit -n, -u or -v, or use fewer jobs"),
  ]
}

extension Findings {
  /// Whether an output could not be written, which is not the fault of a record.
  package var concernOutput: Bool { all.contains { $0.code == .cannotCreate || $0.code == .cannotWrite } }

  /// Why an output cannot be created. A full or broken disk shows up here or while writing, so it has the same code in both cases.
  package static func cannotCreate(_ path: String) -> Findings {
    let code: FindingCode = [ENOSPC, EDQUOT, EIO].contains(errno) ? .cannotWrite : .cannotCreate
    return Findings(Finding(code, "“\(path)” cannot be created: \(Files.reason())"))
  }

  /// Why an output cannot be written completely.
  package static func cannotWrite(_ path: String) -> Findings {
    Findings(Finding(.cannotWrite, "“\(path)” cannot be written: \(Files.reason())"))
  }

  /// A file with fewer bytes than are expected.
  static func tooShort(_ path: String) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "“\(path)” is shorter than expected",
        fix: "it has changed since it was read; restore it"))
  }

  /// A pipe or a device where a plain file is needed.
  package static func isNotPlain(_ name: String) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "“\(name)” is not a plain file",
        fix: "put a plain file there; pipes and devices are not read"))
  }

  /// A folder where a file is needed.
  package static func isFolder(_ name: String) -> Findings {
    Findings(
      Finding(
        .inputUnreadable, "“\(name)” is a folder",
        fix: "name a file; batch and check take folders of case files as arguments"))
  }

  /// Why an input cannot be read.
  package static func cannotRead(_ name: String) -> Findings {
    Findings(Finding(.inputUnreadable, "“\(name)” cannot be read: \(Files.reason())"))
  }
}
