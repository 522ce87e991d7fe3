import Foundation
import TestSupport

extension FuzzTarget {
  /// The folder of the inputs that fuzzing found for this target.
  package var corpus: URL { Project.root.appending(path: "Tests/FuzzTargets/Corpora/\(rawValue)") }

  /// The inputs from which fuzzing starts: files of the project, and what fuzzing found before.
  package func inputs() throws -> [(name: String, bytes: [UInt8])] {
    var inputs: [(String, [UInt8])] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted() {
      inputs.append((name, Array(try Data(contentsOf: corpus.appending(path: name)))))
    }
    for path in seeds { inputs.append((path, Array(try Data(contentsOf: Project.root.appending(path: path))))) }
    return inputs
  }

  private var seeds: [String] {
    switch self {
    case .caseFile: Project.samples("imr-2016").map { "Samples/imr-2016/\($0.lastPathComponent)" }
    case .schema: ["Templates/imr-2016/schema.json", "Templates/common/definitions.json"]
    case .markup: ["Templates/imr-2014/letter.html", "Templates/common/_disputed-items.html"]
    case .stylesheet: ["Templates/common/letter.css"]
    case .setManifest: ["Templates/imr-2014/manifest.json"]
    case .language: ["Templates/common/languages/es.json"]
    case .vocabulary: ["Templates/common/vocabularies/us-states.json"]
    case .png, .font, .pdf, .batchManifest, .letter: []
    }
  }
}
