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

func room(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

func tests(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + imports, swiftSettings: strict)
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
    .systemLibrary(name: "CLibUUID", pkgConfig: "uuid", providers: [.apt(["uuid-dev"])]),
    .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CProcess"),
    room("Bytes", ["CLibUUID"]),
    room("Diagnostics"),
    room("Manifests", ["Bytes", "Diagnostics"]),
    room("PlatformModel", ["Bytes", "Diagnostics", "Manifests"]),
    room("ObjectFormats", ["Bytes", "Diagnostics"]),
    room("FirmwareImage", ["Bytes", "Diagnostics"]),
    room("Compression", ["Bytes", "CLZMA", "FirmwareImage"]),
    room(
      "Packaging",
      ["Bytes", "Diagnostics", "Manifests", "PlatformModel", "ObjectFormats", "FirmwareImage"]),
    room("AutoGen", ["Bytes", "Diagnostics", "Manifests", "PlatformModel"]),
    room("BuildGraph", ["Bytes", "Diagnostics", "Manifests", "PlatformModel", "AutoGen"]),
    room(
      "Analysis",
      ["Bytes", "Diagnostics", "Manifests", "PlatformModel", "ObjectFormats", "FirmwareImage"]),
    room(
      "Lint",
      [
        "Bytes", "Diagnostics", "Manifests", "PlatformModel", "ObjectFormats", "Compression", "AutoGen",
        "Analysis",
      ]),
    room("Reports", ["Bytes", "Diagnostics", "Analysis", "Lint"]),
    room("Pages", [mustache]),
    room("Emulation", ["Bytes", "Diagnostics", "ObjectFormats"]),
    room(
      "KilnDriver",
      [
        "Bytes", "Diagnostics", "Manifests", "PlatformModel", "ObjectFormats", "FirmwareImage", "Compression",
        "Packaging",
        "Analysis", "Lint", "Reports", "Emulation", "AutoGen", "BuildGraph", "CProcess", system, subprocess,
      ]),
    .executableTarget(name: "kiln", dependencies: ["KilnDriver", argumentParser], swiftSettings: strict),
    .executableTarget(name: "kiln-page", dependencies: ["Pages", system], swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Manifests"], path: "Tests/TestSupport", swiftSettings: strict),
    tests("Bytes"),
    tests("Diagnostics"),
    tests("Manifests", ["Bytes", "Diagnostics", "TestSupport"]),
    tests("PlatformModel", ["Bytes", "Diagnostics", "Manifests", "TestSupport"]),
    tests("ObjectFormats", ["Bytes", "Diagnostics", "TestSupport"]),
    tests("FirmwareImage", ["Bytes", "Compression", "Diagnostics", "TestSupport"]),
    tests("Compression", ["Bytes", "FirmwareImage", "TestSupport"]),
    tests(
      "Analysis",
      [
        "Bytes", "Compression", "Diagnostics", "FirmwareImage", "Manifests", "ObjectFormats", "PlatformModel",
        "TestSupport",
      ]),
    tests("Lint", ["Analysis", "Bytes", "Diagnostics", "Manifests", "PlatformModel", "TestSupport"]),
    tests(
      "Reports",
      ["Analysis", "Bytes", "Diagnostics", "Lint", "ObjectFormats", "Pages", "PlatformModel", "TestSupport"]),
    tests("Emulation", ["Diagnostics", "ObjectFormats"]),
    tests(
      "AutoGen",
      ["Bytes", "Compression", "Diagnostics", "FirmwareImage", "Manifests", "PlatformModel", "TestSupport"]),
    tests(
      "BuildGraph", ["AutoGen", "Bytes", "Diagnostics", "Manifests", "PlatformModel", "TestSupport"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport"],
      exclude: ["Snapshots", "TinyFirmware", "TinyTree"],
      swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
  ]
)
