// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in every target of ours, so that none is ever got used to.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "imr-letters",
  products: [
    .library(name: "DeterminationLetters", targets: ["DeterminationLetters"]),
    .executable(name: "imr-letters", targets: ["imr-letters"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .systemLibrary(name: "CHaru", providers: [.apt(["libhpdf-dev"])]),
    .systemLibrary(name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    // Without pkgConfig: SwiftPM warns of a flag in libutf8proc.pc, and the header and the library are where all look.
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),

    .target(name: "JSONText", dependencies: ["CUTF8Proc"], swiftSettings: strict),
    .target(name: "LetterDocument", swiftSettings: strict),
    .target(name: "LetterTemplate", dependencies: ["JSONText", "LetterDocument"], swiftSettings: strict),
    .target(name: "Typesetting", dependencies: ["LetterDocument", "CHarfBuzz"], swiftSettings: strict),
    .target(
      name: "PDFOutput", dependencies: ["LetterDocument", "Typesetting", "CHaru", "CHarfBuzz", "CDeflate", "CNettle"],
      swiftSettings: strict),
    .target(
      name: "DeterminationLetters",
      dependencies: ["JSONText", "LetterDocument", "LetterTemplate", "Typesetting", "PDFOutput", "CNettle", "CLinux"],
      swiftSettings: strict),
    .executableTarget(
      name: "imr-letters",
      dependencies: [
        "DeterminationLetters",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["LetterDocument", "Typesetting"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "LetterDocumentTests", dependencies: ["LetterDocument", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LetterTemplateTests", dependencies: ["LetterTemplate", "JSONText", "LetterDocument", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TypesettingTests", dependencies: ["Typesetting", "LetterDocument", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PDFOutputTests", dependencies: ["PDFOutput", "Typesetting", "LetterDocument", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DeterminationLettersTests", dependencies: ["DeterminationLetters", "LetterDocument", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["imr-letters", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `make bench` asks for the benchmarks of the stages; nothing else needs their library.
if Context.environment["IMR_LETTERS_BENCHMARKS"] == "1" {
  package.dependencies.append(.package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"))
  package.targets.append(
    .executableTarget(
      name: "StageBenchmarks",
      dependencies: [
        "DeterminationLetters", "JSONText", "LetterDocument", "LetterTemplate", "Typesetting", "PDFOutput",
        .product(name: "Benchmark", package: "swift-benchmark"),
      ],
      path: "Tests/Benchmarks/Stages", swiftSettings: strict))
}
