package import Bytes
import FirmwareImage
package import Vocabulary

/// The files that a platform places in flash in each release of edk2.
///
/// A release is the number in its tag: 202211 for edk2-stable202211. A row is valid from its first to its last
/// release, both included.
package struct KnownPlatform: Equatable, Sendable {
  /// The switches that must all be set for a row to apply: `SECURE_BOOT_ENABLE`, `!SMM_REQUIRE`, or another
  /// condition as written in the FDF. Empty for files that are always placed.
  package typealias Conditions = [String]

  package struct File: Equatable, Sendable {
    /// The volume's name in the FDF, in capitals.
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
    /// Size of the volume in bytes.
    package var size: Int
    package var releases: ClosedRange<Int>
    /// The size of flash for which it is valid (`FD_SIZE_IN_KB=4096`); nil for all.
    package var choice: String?
  }

  package struct Architectures: Equatable, Sendable {
    /// The allowed sets of architectures; an image has all of one set.
    package var choices: [Set<Architecture>]
    package var releases: ClosedRange<Int>
  }

  /// The path of the DSC in the tree.
  package var name: String
  package var releases: ClosedRange<Int>
  package var files: [File] = []
  package var volumes: [Volume] = []
  package var architectures: [Architectures] = []

  /// Whether it is one of kiln's own platforms.
  package var isOwn: Bool { name.hasPrefix("Platforms/") }
}

/// All platforms that kiln knows.
package struct PlatformCatalogue: Sendable {
  /// Every stable release, the oldest first.
  package var releases: [Int]
  /// Sorted by name.
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
      // The newest name of a module is used.
      if names[file.guid] == nil || file.releases.upperBound >= life.upperBound {
        names[file.guid] = file.name
      }
      lives[file.guid] =
        min(life.lowerBound, file.releases.lowerBound)...max(life.upperBound, file.releases.upperBound)
    }
    for file in self.platforms.flatMap(\.files) where names[file.guid] == nil { names[file.guid] = file.name }
    // All reset vectors have this GUID.
    names[FFSFile.volumeTopName] = "ResetVector"
    self.names = names
    self.lives = lives
  }

  /// The BASE_NAME of a module; nil if no known platform places it.
  package subscript(guid: GUID) -> String? { names[guid] }

  /// The first and last release in which edk2's platforms place a module.
  package func life(of guid: GUID) -> ClosedRange<Int>? { lives[guid] }
}
