package import Bytes

/// What a platform's images, volumes and modules measured at one time: a line of a size history, and what
/// `kiln check --base` compares with. Sizes in bytes.
package struct SizeRecord: Equatable, Sendable {
  /// A flash device, or a volume.
  package struct Subject: Equatable, Sendable {
    package enum Kind: String, Sendable { case device, volume }

    package var name: String
    package var kind: Kind
    /// The room it has.
    package var size: Int
    package var used: Int
    /// What it may use: its budget, else its room.
    package var limit: Int
    /// What its files have of the compressed stream that they stand in; nil when it stands in flash itself,
    /// and when that was not worked out.
    package var flash: Double?
    /// The volumes in it, at any depth.
    package var holds: [String]

    package init(
      name: String, kind: Kind, size: Int, used: Int, limit: Int, flash: Double? = nil, holds: [String] = []
    ) {
      self.name = name
      self.kind = kind
      self.size = size
      self.used = used
      self.limit = limit
      self.flash = flash
      self.holds = holds
    }
  }

  package struct Module: Equatable, Sendable {
    package var guid: GUID
    package var name: String
    /// The volume that holds it directly.
    package var volume: String
    package var raw: Int
    /// Its share of the compressed stream; nil when it was not worked out.
    package var flash: Double?

    package init(guid: GUID, name: String, volume: String, raw: Int, flash: Double? = nil) {
      self.guid = guid
      self.name = name
      self.volume = volume
      self.raw = raw
      self.flash = flash
    }
  }

  /// The platform's PLATFORM_NAME; of an image by itself the name of its file.
  package var platform: String
  /// What else decides sizes, such as `RELEASE_GCC5 X64 FD_SIZE_4MB`: only records of one configuration make a
  /// course.
  package var configuration: String
  /// The commit of the sources, in full; nil where they are in no repository.
  package var revision: String?
  /// Seconds since 1970-01-01 UTC.
  package var time: Int
  package var subjects: [Subject]
  package var modules: [Module]

  package init(
    platform: String, configuration: String, revision: String? = nil, time: Int, subjects: [Subject],
    modules: [Module]
  ) {
    self.platform = platform
    self.configuration = configuration
    self.revision = revision
    self.time = time
    self.subjects = subjects
    self.modules = modules
  }
}
