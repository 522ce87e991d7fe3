import Foundation

/// PNG files of every kind, made by `Tests/Pictures/pictures.py`.
package struct TestPicture: Decodable, Sendable {
  /// Its kind and size.
  package let name: String
  /// The file.
  package let png: Data
  /// The samples of each pixel, on white.
  package let pixels: [[Int]]

  /// All kinds, each in three sizes.
  package static func all() throws -> [TestPicture] {
    try JSONDecoder().decode([TestPicture].self, from: script("make"))
  }

  /// Runs the script.
  package static func script(_ command: String, input: Data = Data()) throws -> Data {
    let path = Project.root.appending(path: "Tests/Pictures/pictures.py").path
    return try Subprocess.run("python3", [path, command], input: input).output
  }
}
