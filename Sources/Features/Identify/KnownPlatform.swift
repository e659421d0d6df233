package import Bytes
import FirmwareImage
package import Vocabulary

/// What a platform is known to place in flash, release by release of edk2.
///
/// A release is the number in the name of its tag: 202211 for edk2-stable202211. What a row says holds from
/// its first release to its last, both included.
package struct KnownPlatform: Equatable, Sendable {
  /// Switches that all have to be set for a row to count: `SECURE_BOOT_ENABLE`, `!SMM_REQUIRE`, or what else an
  /// FDF asks, word for word. None for what is always there.
  package typealias Conditions = [String]

  package struct File: Equatable, Sendable {
    /// As the FDF calls the volume, in capitals.
    package var volume: String
    /// Its FILE_GUID.
    package var guid: GUID
    /// The module's BASE_NAME.
    package var name: String
    package var releases: ClosedRange<Int>
    package var conditions: Conditions
  }

  package struct Volume: Equatable, Sendable {
    package var name: String
    /// In bytes.
    package var size: Int
    package var releases: ClosedRange<Int>
    /// For which size of flash (`FD_SIZE_IN_KB=4096`); nil for every one.
    package var choice: String?
  }

  package struct Architectures: Equatable, Sendable {
    /// Any of these sets, each of which an image has in full.
    package var choices: [Set<Architecture>]
    package var releases: ClosedRange<Int>
  }

  /// The path of its DSC in the tree.
  package var name: String
  package var releases: ClosedRange<Int>
  package var files: [File] = []
  package var volumes: [Volume] = []
  package var architectures: [Architectures] = []

  /// Whether kiln brings the platform along.
  package var isOwn: Bool { name.hasPrefix("Platforms/") }
}

/// All platforms that kiln knows.
package struct PlatformCatalogue: Sendable {
  /// Every stable release, the oldest first.
  package var releases: [Int]
  /// In the order of their names.
  package let platforms: [KnownPlatform]
  private let names: [GUID: String]
  private let lives: [GUID: ClosedRange<Int>]

  package init(releases: [Int], platforms: [KnownPlatform]) {
    self.releases = releases.sorted()
    self.platforms = platforms.sorted { $0.name < $1.name }
    var names: [GUID: String] = [:]
    var lives: [GUID: ClosedRange<Int>] = [:]
    for file in self.platforms.flatMap({ platform in platform.isOwn ? [] : platform.files }) {
      let life = lives[file.guid] ?? file.releases
      // What a module is called now.
      if names[file.guid] == nil || file.releases.upperBound >= life.upperBound {
        names[file.guid] = file.name
      }
      lives[file.guid] =
        min(life.lowerBound, file.releases.lowerBound)...max(life.upperBound, file.releases.upperBound)
    }
    for file in self.platforms.flatMap(\.files) where names[file.guid] == nil { names[file.guid] = file.name }
    // Every reset vector has this one.
    names[FFSFile.volumeTopName] = "ResetVector"
    self.names = names
    self.lives = lives
  }

  /// The BASE_NAME of a module; nil for one that no platform places.
  package subscript(guid: GUID) -> String? { names[guid] }

  /// From when until when edk2's platforms place a module.
  package func life(of guid: GUID) -> ClosedRange<Int>? { lives[guid] }
}
