import Foundation
import TestSupport
import Testing

@Suite("The same case gives the same bytes")
struct ReproducibilityTests {
  /// The bytes of all letters of a batch by name.
  private func batch(
    _ records: [String], jobs: Int = 1, environment: [String: String] = [:], in folder: TemporaryFolder, _ name: String
  ) throws -> [String: Data] {
    let input = try folder.write(records.joined(separator: "\n") + "\n", to: "\(name).ndjson")
    let place = folder.file(name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let result = try Command.run(
      "batch", input, "-o", "out", "-f", "pdf,txt", "-j", String(jobs), in: place.path, environment: environment)
    #expect(result.status == 0, "\(result.errors)")
    var files: [String: Data] = [:]
    for file in TemporaryFolder.names(in: place.appendingPathComponent("out").path)
    where !file.hasSuffix(".ndjson") {
      files[file] = try Data(contentsOf: place.appendingPathComponent("out/\(file)"))
    }
    return files
  }

  @Test("alone and in batches, in any order, on any number of threads, in any time zone, locale and folder")
  func isReproducible() throws {
    let records = try Project.samples("imr-2016").map { url in
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    let folder = try TemporaryFolder()
    let plain = try batch(records, in: folder, "plain")
    #expect(plain.count == records.count * 2)
    #expect(try batch(records.reversed(), jobs: 2, in: folder, "shuffled") == plain)
    let elsewhere = ["TZ": "Asia/Kolkata", "LANG": "tr_TR.UTF-8", "LC_ALL": "de_DE.UTF-8", "HOME": "/"]
    #expect(try batch(records, jobs: 3, environment: elsewhere, in: folder, "far/away") == plain)
    for (index, record) in records.enumerated() {
      let alone = try batch([record], in: folder, "alone-\(index)")
      for (name, bytes) in alone { #expect(plain[name] == bytes) }
    }
  }
}
