import Foundation
import Testing

/// Places in and around the checkout.
package enum Project {
  /// The top folder of the checkout.
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder with published letters, suites and tools; nil if the project is checked out alone.
  package static let shared: URL? = {
    let url = root.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()

  /// The reason for skipping tests that need it.
  package static let withoutShared: Comment = "skipped: ../shared is not here"

  /// A folder of the checkout.
  package static func folder(_ name: String) -> String { root.appendingPathComponent(name).path }

  /// The invented cases of an edition, in alphabetical order.
  package static func samples(_ edition: String) -> [URL] {
    let folder = root.appendingPathComponent("Samples/\(edition)")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }

  /// The editions of the IMR letter.
  package static let editions = ["imr-2014", "imr-2016"]
  /// The template sets of other programs.
  package static let programs = ["external-review-en", "external-review-es", "tribunal-decision"]

  /// All invented cases of Independent Medical Review with their editions.
  package static let allSamples: [Sample] = editions.flatMap { edition in
    samples(edition).map { Sample(edition: edition, url: $0) }
  }

  /// All invented cases of other programs.
  package static let programSamples: [Sample] = programs.flatMap { set in
    samples(set).map { Sample(edition: set, url: $0) }
  }
}

/// An invented case.
package struct Sample: Sendable, CustomTestStringConvertible {
  /// The template set that the case is for.
  package let edition: String
  /// The case file.
  package let url: URL

  /// The file's name without its suffix.
  package var name: String { url.deletingPathExtension().lastPathComponent }
  /// Edition and name.
  package var testDescription: String { "\(edition)/\(name)" }
}

extension Project {
  /// The folder of the built products, beside the test bundle.
  package static let products: URL = {
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: executable).deletingLastPathComponent()
    // If the test runner is a program of the toolchain, the bundle is its argument.
    if FileManager.default.fileExists(atPath: beside.appendingPathComponent("imr-letters").path) { return beside }
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
  }()
}
