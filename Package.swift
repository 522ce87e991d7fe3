// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in every target of ours, so that nobody gets used to one.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A target of this package and the arrows that `docs/architecture.md` draws from it. A test compares the imports with that page.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "imr-letters",
  products: [
    .library(name: "DeterminationLetters", targets: ["DeterminationLetters", "LetterBatch"]),
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
    .systemLibrary(name: "CIgzip", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    // Without pkgConfig: SwiftPM warns about a flag in libutf8proc.pc. Header and library are in the standard folders.
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),

    module("Diagnostics", []),
    module("Digests", ["CCrypto", "CDeflate"]),
    module("UnicodeText", ["CUTF8Proc"]),
    module("JSONText", ["Diagnostics", "CPCRE2"]),
    module("FileSystem", ["Diagnostics", "Digests", "CLinux"]),
    module("LetterDocument", ["CDeflate"]),
    module("LetterTemplate", ["Diagnostics", "JSONText", "LetterDocument", "UnicodeText"]),
    module("Typesetting", ["LetterDocument", "UnicodeText", "CHarfBuzz"]),
    module(
      "PDFOutput",
      ["Digests", "LetterDocument", "Typesetting", "UnicodeText", "CHaru", "CHarfBuzz", "CDeflate", "CIgzip"]),
    module("PDFReading", ["UnicodeText", "CDeflate", "CExpat"]),
    module("Rules", ["Diagnostics", "JSONText", "UnicodeText"]),
    module("ReviewRules", ["Diagnostics", "JSONText", "Rules"]),
    module(
      "DeterminationLetters",
      [
        "Diagnostics", "Digests", "FileSystem", "JSONText", "LetterDocument", "LetterTemplate", "PDFOutput",
        "PDFReading", "ReviewRules", "Rules", "Typesetting", "UnicodeText",
      ]),
    module(
      "LetterBatch",
      [
        "DeterminationLetters", "Digests", "FileSystem", "JSONText", "PDFOutput", "Typesetting", "UnicodeText",
        "CLinux",
      ]),
    module(
      "TemplateTools",
      [
        "DeterminationLetters", "Diagnostics", "FileSystem", "JSONText", "LetterDocument", "LetterTemplate",
        "Typesetting",
      ]),
    module(
      "LetterPreview",
      [
        "DeterminationLetters", "Diagnostics", "FileSystem", "JSONText", "LetterDocument", "LetterTemplate",
        "TemplateTools", "Typesetting",
      ]),
    .executableTarget(
      name: "imr-letters",
      dependencies: [
        "DeterminationLetters", "FileSystem", "JSONText", "LetterBatch", "LetterDocument", "LetterTemplate", "Rules",
        "TemplateTools",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["DeterminationLetters", "JSONText", "LetterDocument", "LetterTemplate", "Typesetting"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "SchemaTools", dependencies: ["Diagnostics", "JSONText"], path: "Tests/SchemaTools", swiftSettings: strict),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "DeterminationLetters", "Digests", "JSONText", "LetterBatch", "LetterDocument", "LetterTemplate", "PDFOutput",
        "PDFReading", "TestSupport", "Typesetting",
      ], path: "Tests/FuzzTargets", exclude: ["Corpora"], swiftSettings: strict),
    tests("JSONTextTests", ["Diagnostics", "JSONText", "UnicodeText"]),
    tests("FileSystemTests", ["Diagnostics", "FileSystem"]),
    tests("LetterDocumentTests", ["LetterDocument"]),
    tests("LetterTemplateTests", ["Diagnostics", "JSONText", "LetterDocument", "LetterTemplate"]),
    tests("TypesettingTests", ["LetterDocument", "Typesetting"]),
    tests("PDFOutputTests", ["LetterDocument", "PDFOutput", "PDFReading", "Typesetting"]),
    tests(
      "DeterminationLettersTests",
      [
        "DeterminationLetters", "Digests", "FuzzTargets", "JSONText", "LetterBatch", "LetterDocument",
        "LetterTemplate", "PDFOutput", "ReviewRules", "Rules", "SchemaTools", "Typesetting",
      ],
      exclude: ["EverySet"]),
    tests("LetterBatchTests", ["DeterminationLetters", "FileSystem", "JSONText", "LetterBatch", "Typesetting"]),
    tests(
      "TemplateToolsTests",
      ["DeterminationLetters", "FileSystem", "JSONText", "LetterTemplate", "TemplateTools"]),
    tests(
      "LetterPreviewTests", ["DeterminationLetters", "JSONText", "LetterPreview", "LetterTemplate", "TemplateTools"]),
    tests("CommandTests", ["imr-letters"]),
    tests("HouseTests", []),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` asks for the program of libFuzzer, which brings its own main function.
if Context.environment["IMR_LETTERS_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz", exclude: ["run.sh"], swiftSettings: strict))
}

// `make bench` asks for the benchmarks of the stages; nothing else needs their library.
if Context.environment["IMR_LETTERS_BENCHMARKS"] == "1" {
  package.dependencies.append(.package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"))
  package.targets.append(
    .executableTarget(
      name: "StageBenchmarks",
      dependencies: [
        "Diagnostics", "DeterminationLetters", "JSONText", "LetterDocument", "LetterTemplate", "Typesetting",
        "PDFOutput",
        .product(name: "Benchmark", package: "swift-benchmark"),
      ],
      path: "Tests/Benchmarks/Stages", swiftSettings: strict))
}

// `make studio` asks for the server of the preview; the command and the library do without its packages.
if Context.environment["IMR_LETTERS_STUDIO"] == "1" {
  package.products.append(.executable(name: "imr-letters-studio", targets: ["imr-letters-studio"]))
  package.dependencies.append(
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []))
  package.targets += [
    .target(name: "CPreviewPage", exclude: ["preview.html", "preview.css", "preview.js"]),
    .executableTarget(
      name: "imr-letters-studio",
      dependencies: [
        "CPreviewPage", "DeterminationLetters", "FileSystem", "LetterPreview",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
}
