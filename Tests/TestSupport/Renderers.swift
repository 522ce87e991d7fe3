import DeterminationLetters
import JSONText
import LetterTemplate
import Synchronization

/// Renderers with the template sets and fonts of the checkout.
package enum Renderers {
  /// The template sets and fonts of the checkout.
  package static let resources = Resources(folder: Project.root.path)

  /// A renderer of an edition.
  package static func renderer(_ edition: String) throws -> LetterRenderer {
    try LetterRenderer(template: edition, resources: resources)
  }

  /// A renderer of a set that is in memory.
  /// - Parameter files: the bytes of each file by its path, as seen from the folder of the set.
  /// - Throws: what is wrong with the set.
  package static func renderer(files: [String: [UInt8]]) throws(Findings) -> LetterRenderer {
    let read = ReadFiles()
    let template = try TemplateSet(
      files: TemplateFiles(
        folders: ["set"],
        contents: { path, _ throws(Findings) in
          let path = path.hasPrefix("set/") ? String(path.dropFirst(4)) : "../" + path
          if let bytes = files[path] { read.contents.withLock { $0[ExactText(path)] = bytes } }
          return files[path]
        },
        list: { folder throws(Findings) in folder == "set" ? files.keys.filter { !$0.hasPrefix("../") } : [] }))
    return try LetterRenderer(
      template: template, files: TemplateFilesInUse(folder: "set", contents: read.contents.withLock(\.self)),
      fonts: Fonts.library, fontFiles: [:])
  }

  /// The files that were read for a set.
  private final class ReadFiles: Sendable {
    let contents = Mutex<[ExactText: [UInt8]]>([:])
  }
}

/// Cases that tests start from.
package enum TestCase {
  /// The smallest case of imr-2014, with SUMMARY as its summary.
  package static let minimal = #"""
    {"reviewer": {"licensure": ["Ohio"], "certifications": ["Neurology"]}, "clinicalCaseSummary": ["SUMMARY"],
     "disputedItems": [{"description": "X-ray", "decision": "upheld", "claimsAdministratorGuideline": {"mtus": []},
     "reviewerGuideline": {"mtus": []}, "rationale": ["Because."]}]}
    """#
}
