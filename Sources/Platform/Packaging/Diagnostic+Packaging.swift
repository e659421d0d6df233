import Bytes
package import Diagnostics
import FirmwareImage
import Manifests
import PlatformModel
import Vocabulary

extension Diagnostic {
  static func platformWithoutFlash(_ platform: ResolvedPlatform) -> Diagnostic {
    Diagnostic(
      .platformWithoutFlash, at: .file(platform.manifest),
      "\(platform.name) has no FLASH_DEFINITION, so there is no image to pack",
      fix: "name its FDF with FLASH_DEFINITION in [Defines]")
  }

  /// One error for all missing modules, because a source for another platform lacks many.
  ///
  /// All reset vectors have the GUID of the volume top file, so one that is found may belong to another module.
  /// These are `doubtful`.
  static func modulesMissing(
    _ missing: [ModulePlacement], doubtful: [ModulePlacement], from source: any ModuleSource
  )
    -> Diagnostic
  {
    Diagnostic(
      .prebuiltModulesMissing, at: .source(missing[0].statement.path.range),
      "\(source.description) lacks \(missing.count) of the modules that the platform places",
      notes: missing.map { Note("\($0.fileGUID) \($0.module.path)", at: .source($0.statement.path.range)) }
        + doubtful.map {
          Note(
            "\($0.module.path) may be missing too: every reset vector has this FILE_GUID",
            at: .source($0.statement.path.range))
        },
      fix: "use another image with --prebuilt, switch off the features that need them, or build from source")
  }

  static func volumeInItself(_ volume: VolumeDescription) -> Diagnostic {
    Diagnostic(
      .fvCycle, at: .source(volume.range), "\(volume.name) contains itself",
      fix: "remove one of the FV_IMAGE references of the cycle")
  }

  static func volumeUnknown(_ name: Located<VolumeName>, flash: FlashDescription) -> Diagnostic {
    Diagnostic(
      .fvUnknown, at: .source(name.range), "the FDF has no volume '\(name.value)'",
      fix: "use one of \(flash.volumes.map(\.name.text).joined(separator: ", ")), or add [FV.\(name.value)]")
  }

  static func sectionUnsupported(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionUnsupported, at: .source(range), "kiln does not support \(what)",
      fix: "describe the file in another form")
  }

  static func sectionAlignment(_ bytes: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionAlignment, at: .source(range), "a section cannot be aligned to \(bytes) bytes",
      fix: "use a power of two up to 16M")
  }

  static func encoderUnknown(_ guid: GUID, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .guidedEncoderUnknown, at: .source(range), "kiln has no encoder for GUIDED sections of \(guid)",
      fix: "use LZMA (\(SectionGUID.lzma)), LZMA with the x86 filter (\(SectionGUID.lzmaX86)) or CRC32")
  }

  static func encodingFailed(_ error: SectionCodecError, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      error.code, at: .source(range), error.message,
      fix: "check what the encoder reports, or run kiln without --lzma-tool")
  }

  /// - Parameter notes: the largest files of the volume, and what has grown.
  package static func volumeOverflow(_ overflow: PackedOverflow, notes: [Note] = []) -> Diagnostic {
    Diagnostic(
      .fvOverflow, at: .source(overflow.range), about: .volume(overflow.volume),
      "\(overflow.volume) needs \(overflow.needed) bytes and has \(overflow.size): "
        + "\(overflow.needed - overflow.size) too many",
      notes: notes,
      fix:
        "remove a module, switch off a feature, or enlarge the volume's region; 'kiln size' shows what each file costs"
    )
  }

  static func volumeImpossible(_ error: VolumePlanError, _ volume: VolumeDescription) -> Diagnostic {
    let place = Place.source(volume.range)
    switch error {
    case .overflow(let overflow):
      return .volumeOverflow(PackedOverflow(overflow, volume))
    case .duplicateFile(let guid):
      return Diagnostic(
        .fvDuplicateFile, at: place, "\(volume.name) has two files named \(volume.title(of: guid))",
        fix: "list the module once, or give the copy a FILE_GUID of its own")
    case .severalVolumeTopFiles:
      return Diagnostic(
        .fvVolumeTop, at: place, "\(volume.name) has more than one volume top file",
        fix: "keep one reset vector in the volume")
    case .volumeTopMisaligned(let wanted):
      return Diagnostic(
        .fvVolumeTop, at: place,
        "the volume top file of \(volume.name) ends with the volume, so its data are not aligned to \(wanted) bytes",
        fix: "make the size of its data a multiple of \(wanted)")
    case .alignment(let file, let bytes):
      return Diagnostic(
        .sectionAlignment, at: place, "\(volume.title(of: file)) cannot be aligned to \(bytes) bytes",
        fix: "use a power of two up to 16M")
    case .extendedHeaderEntry:
      return Diagnostic(
        .fvExtensionEntry, at: place, "an entry of the extended header of \(volume.name) is too large",
        fix: "keep each FV_EXT_ENTRY below 64 KiB")
    case .blockMap:
      return Diagnostic(
        .fvBlocks, at: place, "\(volume.name) has no valid block map", fix: "give it BlockSize and NumBlocks")
    }
  }

  static func regionOverflow(_ region: FlashRegion, bytes: Int, device: FlashDevice) -> Diagnostic {
    Diagnostic(
      .fdOverflow, at: .source(region.range), about: .device(device.name),
      "the contents of a region of \(device.name) need \(bytes) bytes, the region has \(region.size): \(bytes - region.size) too many",
      fix: "enlarge the region, or reduce its contents")
  }

  static func deviceImpossible(_ error: FlashPlanError, device: FlashDevice) -> Diagnostic {
    let place = Place.source(device.range)
    return switch error {
    case .overlap(let first, let second, let bytes):
      Diagnostic(
        .fdRegionOverlap, at: place, "\(second) overlaps \(first) by \(bytes) bytes",
        fix: "give each region a range of its own")
    case .outsideImage(let region, let end, let size):
      Diagnostic(
        .fdRegionOutside, at: place, "\(region) ends at \(end), beyond the end of \(device.name) at \(size)",
        fix: "enlarge the device, or move or shrink the region")
    case .size(let size):
      Diagnostic(
        .flashNumber, at: place, "expected a size of at most 4 GiB for \(device.name), found \(size) bytes",
        fix: "correct the device's Size")
    case .tooLarge(let region, let bytes, let size):
      Diagnostic(
        .fdOverflow, at: place, "the contents of \(region) need \(bytes) bytes, the region has \(size)",
        fix: "enlarge the region, or reduce its contents")
    }
  }
}

extension VolumeDescription {
  /// The name of a file in messages.
  func title(of name: GUID) -> String {
    placement(of: name).map { "\($0.module.baseName) (\($0.module.path))" } ?? name.description
  }
}
