import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import ObjectFormats
import PlatformModel

extension ImagePacker {
  /// The FFS file that a FILE statement spells out; nil after an error.
  mutating func plan(of placement: FileStatementPlacement, streams: inout [PackedStream]) async -> FilePlan? {
    let statement = placement.statement
    var alignment = statement.options.alignment?.value.byteCount ?? 1
    let contents: FilePlan.Contents
    switch statement.body {
    case .volume(let name):
      guard let volume = await inner(name) else { return nil }
      contents = .bytes(volume.bytes)
    case .flashDevice(let name):
      diagnostics.add(.sectionUnsupported("an FD inside a file", at: name.range))
      return nil
    case .files(let files):
      guard let (bytes, wanted) = joined(files) else { return nil }
      alignment = max(alignment, wanted)
      contents = .bytes(bytes)
    case .sections(let sections):
      guard let plans = await plans(of: sections, depth: 0, streams: &streams) else { return nil }
      contents = .sections(plans)
    }
    return FilePlan(
      placement.name, type: FFSFile.FileType(statement.type.value), isFixed: statement.options.isFixed,
      hasChecksum: statement.options.hasChecksum, alignment: alignment, contents: contents)
  }

  private mutating func inner(_ name: Located<String>) async -> PackedVolume? {
    guard flash.volume(named: name.value) != nil else {
      diagnostics.add(.volumeUnknown(name, flash: flash))
      return nil
    }
    return await volume(named: name.value)
  }

  /// The files one behind the other, each filled up to its own alignment, and the greatest of these.
  private mutating func joined(_ files: [FDFAlignedFile]) -> (bytes: [UInt8], alignment: Int)? {
    var writer = ByteWriter()
    var greatest = 1
    for file in files {
      guard let bytes = context.read(file.path, diagnostics: &diagnostics) else { return nil }
      writer.write(bytes)
      let alignment = max(1, file.alignment?.value.byteCount ?? 1)
      if files.count > 1 { writer.pad(to: alignment, with: 0xFF) }
      greatest = max(greatest, alignment)
    }
    return (writer.bytes, greatest)
  }

  /// The sections as plans; nil after an error in any of them.
  private mutating func plans(of sections: [FDFSection], depth: Int, streams: inout [PackedStream]) async
    -> [SectionPlan]?
  {
    var plans: [SectionPlan] = []
    var isComplete = true
    for section in sections {
      if let plan = await plan(of: section, depth: depth, streams: &streams) {
        plans.append(plan)
      } else {
        isComplete = false
      }
    }
    return isComplete ? plans : nil
  }

  private mutating func plan(of section: FDFSection, depth: Int, streams: inout [PackedStream]) async
    -> SectionPlan?
  {
    let alignment = section.alignment?.value.byteCount ?? 1
    switch section.content {
    case .leaf(let leaf):
      return plan(of: leaf, section: section)
    case .volumeImage(.reference(let name)):
      guard let volume = await inner(name) else { return nil }
      return SectionPlan(
        .volumeImage, payload: volume.bytes, alignment: max(alignment, 1 << volume.placed.alignmentLogarithm))
    case .volumeImage:
      diagnostics.add(.sectionUnsupported("this form of FV_IMAGE", at: section.range))
    case .depex:
      diagnostics.add(
        .sectionUnsupported("a dependency expression written out in the FDF", at: section.range))
    case .compressed(.none, let inner):
      guard let placed = await place(inner, section: section, depth: depth, streams: &streams) else {
        return nil
      }
      return SectionPlan(
        .compression, fields: .compression(method: .none, uncompressedLength: UInt32(clamping: placed.size)),
        payload: placed.bytes(), alignment: alignment)
    case .compressed(.standard, _):
      diagnostics.add(.sectionUnsupported("the PI standard compression", at: section.range))
    case .guided(let definition, let inner):
      return await guided(definition, inner, section: section, depth: depth, streams: &streams)
    }
    return nil
  }

  private mutating func plan(of leaf: FDFLeafSection, section: FDFSection) -> SectionPlan? {
    let type = SectionType(leaf.type.value)
    switch leaf.source {
    case .text(let text) where type == .userInterface: return .userInterface(text.value)
    case .text(let text) where type == .version:
      return .version(text.value, buildNumber: leaf.buildNumber.flatMap { UInt16($0.value) } ?? 0)
    case .file(let path):
      guard var payload = context.read(path, diagnostics: &diagnostics) else { return nil }
      do {
        if type == .te, !payload.starts(with: Array("VZ".utf8)) {
          payload = try PEImage(parsing: payload[...]).terse()
        }
        var alignment = section.alignment?.value.byteCount ?? 1
        if section.alignment?.value == .automatic {
          alignment = Int(try ExecutableImage(parsing: payload[...]).automaticAlignment)
        }
        var fields = Section.Fields.none
        if case .guid(let guid) = leaf.subtypeGUID?.value { fields = .freeform(guid) }
        return SectionPlan(type, fields: fields, payload: payload, alignment: alignment)
      } catch {
        diagnostics.add(.executableImage(error, module: path.value, at: .source(path.range)))
        return nil
      }
    default:
      diagnostics.add(.sectionUnsupported("a section without a file", at: section.range))
      return nil
    }
  }

  private mutating func place(
    _ inner: [FDFSection], section: FDFSection, depth: Int, streams: inout [PackedStream]
  ) async -> PlacedSections? {
    guard depth < 16 else {
      diagnostics.add(.sectionUnsupported("encapsulation more than 16 deep", at: section.range))
      return nil
    }
    guard let plans = await plans(of: inner, depth: depth + 1, streams: &streams) else { return nil }
    do throws(SectionAlignmentError) {
      return try PlacedSections(plans)
    } catch {
      diagnostics.add(.sectionAlignment(error.bytes, at: section.range))
      return nil
    }
  }

  /// Without a GUID edk2 makes a section with a CRC-32. One that must be processed hides the
  /// alignment of what is inside.
  private mutating func guided(
    _ definition: FDFGuidedSection, _ inner: [FDFSection], section: FDFSection, depth: Int,
    streams: inout [PackedStream]
  ) async -> SectionPlan? {
    var guid: GUID
    switch definition.guid?.value {
    case nil: guid = SectionGUID.crc32
    case .guid(let written): guid = written
    default:
      diagnostics.add(
        .sectionUnsupported("a GUIDED section whose GUID is not written out", at: section.range))
      return nil
    }
    guard let placed = await place(inner, section: section, depth: depth, streams: &streams) else {
      return nil
    }
    var encode = context.encode
    if let encoder = encoder(insteadOf: guid) {
      guid = encoder.guid
      encode = encoder.encode
    }
    do throws(SectionCodecError) {
      guard var encoded = try await encode(placed.bytes(), guid) else {
        diagnostics.add(.encoderUnknown(guid, at: section.range))
        return nil
      }
      switch definition.processingRequired?.value {
      case true: encoded.attributes.insert(.processingRequired)
      case false: encoded.attributes.remove(.processingRequired)
      case nil: break
      }
      if definition.authStatusValid?.value == true { encoded.attributes.insert(.authenticationStatusValid) }
      streams.append(
        PackedStream(
          guid: guid, size: placed.size, encodedSize: encoded.bytes.count,
          volumes: inner.compactMap(\.volumeName)))
      let inherited = encoded.attributes.contains(.processingRequired) ? 1 : placed.alignment
      return .guidDefined(guid, encoded, alignment: max(inherited, section.alignment?.value.byteCount ?? 1))
    } catch {
      diagnostics.add(.encodingFailed(error, at: section.range))
      return nil
    }
  }
}

extension FDFSection {
  fileprivate var volumeName: String? {
    if case .volumeImage(.reference(let name)) = content { name.value } else { nil }
  }
}
