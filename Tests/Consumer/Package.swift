// swift-tools-version: 6.2
import PackageDescription

// Another package that uses the library, as a Swift developer would: it sees public declarations only. `Tests/Consumer/run.py`
// writes the examples of README and docs into Sources/Examples, builds and runs it.
let library: [Target.Dependency] = [.product(name: "DeterminationLetters", package: "imr-letters")]

let package = Package(
  name: "Consumer",
  dependencies: [.package(name: "imr-letters", path: "../..")],
  targets: [
    .executableTarget(name: "Consumer", dependencies: library),
    .target(name: "Examples", dependencies: library),
  ],
  swiftLanguageModes: [.v6]
)
