package import Bytes
package import FirmwareImage
package import Inspection
package import ObjectFormats

/// What can be read off an image without knowing anything about platforms: the ground of every claim.
package struct ImageFacts: Sendable {
  /// Where something is: the first offset is in the file, each further one in what the encapsulation at the
  /// offset before it decodes to.
  package typealias Place = [Int]

  package struct File: Sendable {
    package var guid: GUID
    package var type: FFSFile.FileType
    package var place: Place
    /// What its executable runs on.
    package var machine: Machine?
    /// The name of the volume that it is in.
    package var volume: GUID?

    package init(guid: GUID, type: FFSFile.FileType, place: Place, machine: Machine?, volume: GUID?) {
      self.guid = guid
      self.type = type
      self.place = place
      self.machine = machine
      self.volume = volume
    }
  }

  package struct Volume: Sendable {
    package var name: GUID?
    /// In bytes, header included.
    package var size: Int
    package var place: Place

    package init(name: GUID?, size: Int, place: Place) {
      self.name = name
      self.size = size
      self.place = place
    }
  }

  package struct Store: Sendable {
    /// Of the volume around it, with the blocks of the fault tolerant write driver; in bytes.
    package var volumeSize: Int
    /// Of the variables alone, in bytes.
    package var size: Int
    package var isAuthenticated: Bool
    package var place: Place
    /// Whether there is a working block of the fault tolerant write driver behind it.
    package var hasWorkingBlock: Bool
    /// In the order of the store; deleted ones are not in.
    package var variables: [StoredVariable]
  }

  /// In bytes.
  package var size = 0
  /// Where the last byte is that is not padding, counted from 1: Debian pads ARM's images with zeros.
  package var usedSize = 0
  /// In the order of the image; no pad files, and no lists of what comes first, which have the same names
  /// everywhere.
  package var files: [File] = []
  package var volumes: [Volume] = []
  package var store: Store?
  package var resetVector = ResetVector.none
  /// Whether the end of the image is kiln's own reset vector.
  package var hasOwnResetVector = false
  /// OVMF's table in front of the reset vector.
  package var table: [GUIDTable.Entry] = []
  package var pvh: PVHSummary?
  package var trace = BuildTrace()

  /// Of nothing.
  package init() {}

  /// The byte that the whole file consists of: flash that nobody has written to.
  package var blankByte: UInt8?

  /// Whether there is something that runs.
  package var hasCode: Bool {
    files.contains { $0.type == .securityCore || $0.type == .peiCore || $0.type == .dxeCore }
  }

  /// Whether the processor can start in it: SEC is there, or what stands for it.
  package var startsByItself: Bool { files.contains { $0.type == .securityCore } }

  /// The machines that its executables run on, EBC not among them, sorted by name.
  package var machines: [Machine] {
    Set(files.compactMap(\.machine)).filter { $0 != .ebc }.sorted { $0.description < $1.description }
  }

  /// The first file of this name.
  package func file(_ guid: GUID) -> File? { files.first { $0.guid == guid } }
}
