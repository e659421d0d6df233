package import Bytes

/// The measured sizes of a platform's images, volumes and modules at one time: a line of a size history, or the
/// base of `kiln check --base`. Sizes in bytes.
package struct SizeRecord: Equatable, Sendable {
  /// A flash device, or a volume.
  package struct Subject: Equatable, Sendable {
    package enum Kind: String, Sendable { case device, volume }

    package var name: String
    package var kind: Kind
    /// Capacity.
    package var size: Int
    package var used: Int
    /// The budget, or the capacity if there is none.
    package var limit: Int
    /// Its files' share of the compressed stream that contains them; nil if it is not in a stream, or if shares
    /// were not computed.
    package var flash: Double?
    /// The names of the volumes in it, at any depth.
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
    /// The volume that directly contains it.
    package var volume: String
    package var raw: Int
    /// Its share of the compressed stream; nil if shares were not computed.
    package var flash: Double?

    package init(guid: GUID, name: String, volume: String, raw: Int, flash: Double? = nil) {
      self.guid = guid
      self.name = name
      self.volume = volume
      self.raw = raw
      self.flash = flash
    }
  }

  /// The PLATFORM_NAME; for an image without a platform, its file name.
  package var platform: String
  /// Everything else that affects sizes, such as `RELEASE_GCC5 X64 FD_SIZE_4MB`. Only records of the same
  /// configuration are compared.
  package var configuration: String
  /// The full commit hash of the sources; nil if they are not in a repository.
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
