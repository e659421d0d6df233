// swift-tools-version: 6.2
import PackageDescription

// One row a room, leaves first: an arrow only ever points to a room above it. ARCHITECTURE.md
// draws the same picture, and Tests/HouseTests holds both to it.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A room in `Sources/<floor>/<name>`; one that has a floor to itself is the floor's folder.
func room(
  _ name: String, on floor: String? = nil, at folder: String? = nil, _ imports: [Target.Dependency] = []
)
  -> Target
{
  .target(
    name: name, dependencies: imports, path: "Sources/" + (folder ?? floor.map { "\($0)/\(name)" } ?? name),
    swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, apt: [String] = []) -> Target {
  .systemLibrary(
    name: name, path: "Sources/Base/\(name)", pkgConfig: pkgConfig,
    providers: apt.isEmpty ? nil : [.apt(apt)])
}

func program(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: imports, path: "Sources/CommandLine/\(name)", swiftSettings: strict)
}

func tests(_ name: String, on floor: String? = nil, _ imports: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + imports,
    path: "Tests/" + (floor.map { "\($0)/" } ?? "") + "\(name)Tests", swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
  name: "kiln",
  products: [
    .executable(name: "kiln", targets: ["kiln"]),
    .executable(name: "kiln-page", targets: ["kiln-page"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // Its Foundation trait would add tens of megabytes for nothing that kiln uses.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    // It brings Foundation: only kiln-page, a program of its own, may link it.
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    library("CLibUUID", pkgConfig: "uuid", apt: ["uuid-dev"]),
    library("CLZMA", pkgConfig: "liblzma", apt: ["liblzma-dev"]),
    library("CCrypto", pkgConfig: "libcrypto", apt: ["libssl-dev"]),
    library("CProcess"),
    room("Bytes", on: "Base", ["CLibUUID", "CCrypto"]),
    room("Vocabulary", on: "Base"),
    room("Diagnostics", on: "Base", ["Vocabulary"]),
    room("BaseTools", on: "Base", ["Bytes"]),

    room("Manifests", on: "Formats", ["Bytes", "Vocabulary", "Diagnostics"]),
    room("ObjectFormats", on: "Formats", ["Bytes", "Vocabulary", "Diagnostics"]),
    room("FirmwareImage", on: "Formats", ["Bytes", "Diagnostics"]),
    room("Compression", on: "Formats", ["CLZMA", "Bytes", "Diagnostics", "FirmwareImage"]),

    room("PlatformModel", on: "Platform", ["Bytes", "Vocabulary", "Diagnostics", "BaseTools", "Manifests"]),
    room(
      "AutoGen", on: "Platform",
      ["Bytes", "Vocabulary", "Diagnostics", "BaseTools", "Manifests", "PlatformModel"]),
    room(
      "BuildGraph", on: "Platform",
      ["Bytes", "Vocabulary", "Diagnostics", "BaseTools", "Manifests", "PlatformModel", "AutoGen"]),
    room(
      "Packaging", on: "Platform",
      ["Bytes", "Vocabulary", "Diagnostics", "Manifests", "ObjectFormats", "FirmwareImage", "PlatformModel"]),

    room("Render", ["Bytes", "Vocabulary", "Diagnostics"]),

    room(
      "Inspection", on: "Features",
      ["Bytes", "Vocabulary", "Manifests", "ObjectFormats", "FirmwareImage", "PlatformModel", "Render"]),
    room("Functions", on: "Features", ["Bytes", "ObjectFormats"]),
    room(
      "Sizes", on: "Features",
      [
        "Bytes", "Vocabulary", "Diagnostics", "Manifests", "ObjectFormats", "FirmwareImage",
        "PlatformModel", "Render", "Inspection",
      ]),
    room(
      "Comparison", on: "Features",
      [
        "Bytes", "Vocabulary", "Diagnostics", "Manifests", "FirmwareImage", "PlatformModel", "Render",
        "Inspection", "Functions", "Sizes",
      ]),
    room(
      "Identify", on: "Features",
      ["Bytes", "Vocabulary", "Diagnostics", "ObjectFormats", "FirmwareImage", "Render", "Inspection"]),
    room(
      "Lint", on: "Features",
      [
        "Bytes", "Vocabulary", "Diagnostics", "Manifests", "ObjectFormats", "Compression", "PlatformModel",
        "AutoGen", "Render",
      ]),

    room("Host", ["CProcess", "Bytes", "Vocabulary", "Diagnostics", "Manifests", system, subprocess]),

    room("ActionCache", ["Bytes", "Diagnostics", "Host", system]),

    room("Emulation", ["Bytes", "Vocabulary", "Diagnostics", "ObjectFormats"]),

    room(
      "KilnDriver", at: "Driver",
      [
        "Bytes", "Vocabulary", "Diagnostics", "BaseTools", "Manifests", "ObjectFormats", "FirmwareImage",
        "Compression", "PlatformModel", "AutoGen", "BuildGraph", "Packaging", "Render", "Inspection",
        "Functions",
        "Sizes", "Comparison", "Identify", "Lint", "Host", "ActionCache", "Emulation", system, subprocess,
      ]),

    program("kiln", ["Vocabulary", "Diagnostics", "Render", "Host", "KilnDriver", argumentParser]),
    room("Pages", on: "CommandLine", [mustache]),
    program("kiln-page", ["Pages", system]),

    .target(
      name: "TestSupport", dependencies: ["Vocabulary", "Diagnostics", "Manifests"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("Bytes", on: "Base"),
    tests("Vocabulary", on: "Base"),
    tests("Diagnostics", on: "Base", ["TestSupport"]),
    tests("BaseTools", on: "Base", ["Manifests", "TestSupport"]),
    tests("Manifests", on: "Formats", ["Bytes", "Vocabulary", "Diagnostics", "TestSupport"]),
    tests("ObjectFormats", on: "Formats", ["Bytes", "Vocabulary", "Diagnostics", "TestSupport"]),
    tests("FirmwareImage", on: "Formats", ["Bytes", "Diagnostics", "Compression", "TestSupport"]),
    tests("Compression", on: "Formats", ["Bytes", "Diagnostics", "FirmwareImage", "TestSupport"]),
    tests(
      "PlatformModel", on: "Platform",
      ["Bytes", "Vocabulary", "Diagnostics", "Manifests", "TestSupport"]),
    tests(
      "AutoGen", on: "Platform",
      [
        "Bytes", "Vocabulary", "Diagnostics", "BaseTools", "Manifests", "FirmwareImage", "Compression",
        "PlatformModel", "TestSupport",
      ]),
    tests(
      "BuildGraph", on: "Platform",
      [
        "Bytes", "Vocabulary", "Diagnostics", "BaseTools", "Manifests", "PlatformModel", "AutoGen",
        "TestSupport",
      ]),
    tests(
      "Packaging", on: "Platform",
      ["Bytes", "Vocabulary", "Diagnostics", "Manifests", "FirmwareImage", "PlatformModel", "TestSupport"]),
    tests("Render"),
    tests("Functions", on: "Features", ["ObjectFormats", "TestSupport"]),
    tests(
      "Sizes", on: "Features",
      [
        "Bytes", "Vocabulary", "Diagnostics", "ObjectFormats", "FirmwareImage", "Compression",
        "PlatformModel", "Render", "Inspection", "Comparison", "Pages", "TestSupport",
      ]),
    tests(
      "Comparison", on: "Features",
      [
        "Bytes", "Diagnostics", "Manifests", "FirmwareImage", "Compression", "PlatformModel", "Functions",
        "TestSupport",
      ]),
    tests(
      "Identify", on: "Features",
      ["Bytes", "Vocabulary", "ObjectFormats", "FirmwareImage", "Compression", "TestSupport"]),
    tests("Lint", on: "Features", ["Bytes", "Diagnostics", "Manifests", "PlatformModel", "TestSupport"]),
    tests("Host", ["Diagnostics", "TestSupport"]),
    tests("ActionCache", ["Bytes", "Host", "TestSupport"]),
    tests("Emulation", ["Vocabulary", "Diagnostics", "TestSupport"]),
    tests(
      "KilnDriver",
      [
        "Vocabulary", "Diagnostics", "Manifests", "FirmwareImage", "Compression", "PlatformModel", "Sizes",
        "Host", "TestSupport",
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport"],
      exclude: ["Snapshots", "TinyFirmware", "TinyTree"],
      swiftSettings: strict),
    .testTarget(
      name: "HouseTests", dependencies: ["Diagnostics", "KilnDriver", "TestSupport"], swiftSettings: strict),
  ]
)
