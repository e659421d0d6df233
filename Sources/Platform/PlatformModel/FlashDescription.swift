package import Bytes
package import Diagnostics
package import Manifests
package import Vocabulary

/// What an FDF says of flash once every number is known and every name is resolved.
package struct FlashDescription: Sendable {
  /// In the order of the FDF.
  package var devices: [FlashDevice]
  /// In the order of the FDF; names are unique but for case.
  package var volumes: [VolumeDescription]

  package func volume(named name: VolumeName) -> VolumeDescription? { volumes.first { $0.name == name } }
  package func device(named name: DeviceName) -> FlashDevice? { devices.first { $0.name == name } }
}

/// One `[FD]`: an image file and where it is mapped.
package struct FlashDevice: Sendable {
  package var name: DeviceName
  package var baseAddress: UInt64
  /// In bytes.
  package var size: Int
  package var erasePolarity: FDFErasePolarity
  package var blocks: [BlockRun]
  /// In ascending order of offset, without overlap, inside the device.
  package var regions: [FlashRegion]
  package var range: SourceRange

  /// In bytes from the start of the device; nil for a device without volumes.
  package var firstVolumeOffset: Int? {
    regions.first {
      if case .volumes = $0.content { true } else { false }
    }?.offset
  }
}

/// So many blocks of so many bytes.
package struct BlockRun: Equatable, Sendable {
  /// In bytes.
  package var size: Int
  package var count: Int
}

/// A stretch of a flash device.
package struct FlashRegion: Sendable {
  package enum Content: Sendable {
    /// Erased bytes.
    case empty
    /// The names of volumes, one behind the other.
    case volumes([Located<VolumeName>])
    case data([UInt8])
    /// Paths of files, one behind the other.
    case files([Located<String>])
    case modules([ModulePlacement])
    /// Computed from the finished device.
    case pvhHeader(PVHHeaderRequest)
  }

  /// In bytes from the start of the device.
  package var offset: Int
  /// In bytes.
  package var size: Int
  package var content: Content
  /// The PCD that receives the region's address, which is as good as a name.
  package var basePCD: String?
  package var range: SourceRange
}

/// The ELF header that makes a flash device a kernel of PVH.
package struct PVHHeaderRequest: Sendable {
  package enum FileClass: String, Sendable, CaseIterable { case elf32 = "ELF32", elf64 = "ELF64" }

  package var fileClass: FileClass
  /// The physical address that the device is loaded to; nil where loaders usually put it.
  package var loadAddress: UInt32?
  /// Where it is asked for.
  package var range: SourceRange
}

/// One `[FV]`, with what the flash devices that hold it say of it.
package struct VolumeDescription: Sendable {
  package var name: VolumeName
  /// What the FDF says that needs no resolution: attributes, extension entries.
  package var syntax: FDFVolume
  /// Where it is mapped: FvBaseAddress, else the first region that holds it.
  package var baseAddress: UInt64?
  /// The size of the region that holds it, in bytes; nil for a volume that is as large as it needs to be.
  package var regionSize: Int?
  package var blocks: [BlockRun]
  package var nameGUID: GUID?
  package var fileSystemGUID: GUID?
  /// In bytes.
  package var alignment: Int?
  package var erasePolarity: FDFErasePolarity
  package var aprioriLists: [AprioriList]
  /// In the order in which they go into the volume.
  package var files: [FilePlacement]
  package var range: SourceRange
}

/// The files that a dispatcher starts first, by name.
package struct AprioriList: Sendable {
  package var phase: FDFApriori.Phase
  package var files: [GUID]
  package var range: SourceRange
}

/// What becomes one FFS file.
package enum FilePlacement: Sendable {
  case module(ModulePlacement)
  case statement(FileStatementPlacement)

  package var name: GUID {
    switch self {
    case .module(let module): module.fileGUID
    case .statement(let statement): statement.name
    }
  }
}

/// An `INF` statement: a module and the rule that makes it a file.
package struct ModulePlacement: Sendable {
  package var module: PlatformModule
  /// The name of the file: the statement's FILE_GUID, else the rule's, else the module's.
  package var fileGUID: GUID
  package var rule: FDFRule
  package var statement: FDFModule
}

/// A `FILE` statement whose name is resolved.
package struct FileStatementPlacement: Sendable {
  package var name: GUID
  package var statement: FDFFileStatement
}
