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

let package = Package(
  name: "kiln",
  targets: [
    .systemLibrary(name: "CLibUUID", pkgConfig: "uuid", providers: [.apt(["uuid-dev"])]),
    .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    room("Bytes", ["CLibUUID"]),
    room("Diagnostics"),
    room("Manifests", ["Bytes", "Diagnostics"]),
    room("FirmwareImage", ["Bytes", "Diagnostics"]),
    room("Compression", ["Bytes", "Diagnostics", "CLZMA", "FirmwareImage"]),

    tests("Bytes"),
    tests("Diagnostics"),
    tests("FirmwareImage", ["Bytes", "Diagnostics", "Compression"]),
    tests("Compression", ["Bytes", "Diagnostics", "FirmwareImage"]),
  ]
)
