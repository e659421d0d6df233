import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import ObjectFormats
import PlatformModel
import Vocabulary

/// Makes the sections of a FILE statement, innermost encapsulations first (FDF 1.28, 3.6).
struct StatementSections {
  let context: PackingContext
  let volumes: PackedVolumes
  let compression: CompressionChoice
  /// The compressed sections, in order.
  private(set) var streams: [PackedStream] = []
  var diagnostics = DiagnosticList()

  /// The maximum nesting depth of encapsulations.
  private static let deepest = 16

  init(context: PackingContext, volumes: PackedVolumes, compression: CompressionChoice) {
    self.context = context
    self.volumes = volumes
    self.compression = compression
  }

  /// The volume that a statement names; nil after an error.
  mutating func volume(_ name: Located<VolumeName>) -> PackedVolume? {
    volumes.volume(name, diagnostics: &diagnostics)
  }

  /// The sections as plans; nil after an error in any of them.
  mutating func plans(of sections: [FDFSection], depth: Int = 0) async -> [SectionPlan]? {
    var plans: [SectionPlan] = []
    var isComplete = true
    for section in sections {
      if let plan = await plan(of: section, depth: depth) {
        plans.append(plan)
      } else {
        isComplete = false
      }
    }
    return isComplete ? plans : nil
  }

  private mutating func plan(of section: FDFSection, depth: Int) async -> SectionPlan? {
    let alignment = section.alignment?.value.byteCount ?? 1
    switch section.content {
    case .leaf(let leaf):
      return plan(of: leaf, section: section)
    case .volumeImage(.reference(let name)):
      guard let volume = volume(name) else { return nil }
      return SectionPlan(
        .volumeImage, payload: volume.bytes, alignment: max(alignment, 1 << volume.placed.alignmentLogarithm))
    case .volumeImage:
      diagnostics.add(.sectionUnsupported("this form of FV_IMAGE", at: section.range))
    case .depex:
      diagnostics.add(
        .sectionUnsupported("a dependency expression written out in the FDF", at: section.range))
    case .compressed(.none, let inner):
      guard let placed = await place(inner, section: section, depth: depth) else {
        return nil
      }
      return SectionPlan(
        .compression, fields: .compression(method: .none, uncompressedLength: UInt32(clamping: placed.size)),
        payload: placed.bytes(), alignment: alignment)
    case .compressed(.standard, _):
      diagnostics.add(.sectionUnsupported("compression with PI_STD", at: section.range))
    case .guided(let definition, let inner):
      return await guided(definition, inner, section: section, depth: depth)
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
    _ inner: [FDFSection], section: FDFSection, depth: Int
  ) async -> PlacedSections? {
    guard depth < Self.deepest else {
      diagnostics.add(.sectionUnsupported("encapsulation more than \(Self.deepest) deep", at: section.range))
      return nil
    }
    guard let plans = await plans(of: inner, depth: depth + 1) else { return nil }
    do throws(SectionAlignmentError) {
      return try PlacedSections(plans)
    } catch {
      diagnostics.add(.sectionAlignment(error.bytes, at: section.range))
      return nil
    }
  }

  /// A GUIDED section. Without a GUID edk2 makes a CRC-32 section. A section that must be processed hides the
  /// alignment of its contents.
  private mutating func guided(
    _ definition: FDFGuidedSection, _ inner: [FDFSection], section: FDFSection, depth: Int
  ) async -> SectionPlan? {
    let written: GUID
    switch definition.guid?.value {
    case nil: written = SectionGUID.crc32
    case .guid(let guid): written = guid
    default:
      diagnostics.add(
        .sectionUnsupported("a GUIDED section without a literal GUID", at: section.range))
      return nil
    }
    guard let placed = await place(inner, section: section, depth: depth) else {
      return nil
    }
    let encoder = compression.encoder(for: written, diagnostics: &diagnostics)
    do throws(SectionCodecError) {
      guard var encoded = try await encoder.encode(placed.bytes(), encoder.guid) else {
        diagnostics.add(.encoderUnknown(encoder.guid, at: section.range))
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
          guid: encoder.guid, size: placed.size, encodedSize: encoded.bytes.count,
          volumes: inner.compactMap(\.volume)))
      let inherited = encoded.attributes.contains(.processingRequired) ? 1 : placed.alignment
      return .guidDefined(
        encoder.guid, encoded, alignment: max(inherited, section.alignment?.value.byteCount ?? 1))
    } catch {
      diagnostics.add(.encodingFailed(error, at: section.range))
      return nil
    }
  }
}
