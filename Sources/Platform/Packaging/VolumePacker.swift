import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import PlatformModel
import Vocabulary

/// Packs each volume once, innermost first.
struct VolumePacker {
  private let context: PackingContext
  private(set) var volumes: PackedVolumes
  /// Volumes that are too small; they are packed at the size that they need.
  private(set) var overflows: [PackedOverflow] = []
  private(set) var diagnostics = DiagnosticList()
  private var failed: Set<VolumeName> = []
  /// The volumes that are being packed, each nested in the one before it.
  private var underway: Set<VolumeName> = []

  init(_ flash: FlashDescription, context: PackingContext) {
    self.context = context
    volumes = PackedVolumes(flash)
  }

  /// The packed volume; nil if it or a volume nested in it cannot be packed, with the errors in `diagnostics`.
  mutating func pack(_ description: VolumeDescription) async -> PackedVolume? {
    let name = description.name
    if let done = volumes[name] { return done }
    guard !failed.contains(name) else { return nil }
    guard underway.insert(name).inserted else {
      diagnostics.add(.volumeInItself(description))
      return nil
    }
    defer { underway.remove(name) }
    for inner in description.innerVolumes {
      if let inner = volumes.flash.volume(named: inner) { _ = await pack(inner) }
    }
    // All nested volumes are packed, or have failed.
    guard let packed = await packed(description) else {
      failed.insert(name)
      return nil
    }
    volumes.add(packed)
    return packed
  }

  private mutating func packed(_ description: VolumeDescription) async -> PackedVolume? {
    // All files have their bytes; only their offsets are open.
    guard let (files, streams) = await files(of: description),
      var placed = place(description, files: files)
    else { return nil }
    // No offset changes from here on.
    Rebasing(description).rebase(&placed, diagnostics: &diagnostics)
    ResetVectorPatch(description)?.apply(to: &placed, diagnostics: &diagnostics)
    return PackedVolume(
      name: description.name, placed: placed, bytes: placed.bytes(), streams: streams)
  }

  /// The volume's files in order, a-priori lists first, with their compressed sections; nil if a file has an
  /// error.
  private mutating func files(
    of description: VolumeDescription
  ) async -> (files: [FilePlan], streams: [PackedStream])? {
    var files = description.aprioriLists.map(\.plan)
    var streams: [PackedStream] = []
    var isComplete = true
    for file in description.files {
      switch file {
      case .module(let placement):
        guard let payloads = context.modules.payloads(of: placement) else { continue }
        var maker = ModuleFile(placement, payloads: payloads)
        files.append(maker.plan())
        diagnostics.add(contentsOf: maker.diagnostics.all)
        isComplete = isComplete && !maker.diagnostics.hasErrors
      case .statement(let placement):
        var maker = StatementFile(
          placement,
          sections: StatementSections(
            context: context, volumes: volumes,
            compression: CompressionChoice(for: description, in: volumes.flash, context: context)))
        let plan = await maker.plan()
        diagnostics.add(contentsOf: maker.diagnostics.all)
        streams += maker.streams
        if let plan { files.append(plan) }
        isComplete = isComplete && plan != nil
      }
    }
    return isComplete ? (files, streams) : nil
  }

  /// The volume with all files at their offsets. If it is too small it is enlarged, and an overflow is
  /// recorded.
  private mutating func place(_ description: VolumeDescription, files: [FilePlan]) -> PlacedVolume? {
    var plan = VolumePlan(
      size: description.planSize, attributes: description.planAttributes,
      extendedHeader: description.extendedHeader(context: context, diagnostics: &diagnostics), files: files)
    do throws(VolumePlanError) {
      do throws(VolumePlanError) {
        return try plan.placed()
      } catch {
        guard case .overflow(let overflow) = error else { throw error }
        overflows.append(PackedOverflow(overflow, description))
        plan.size = plan.size.enlarged(to: overflow.needed)
        return try plan.placed()
      }
    } catch {
      diagnostics.add(.volumeImpossible(error, description))
      return nil
    }
  }
}

extension AprioriList {
  /// The file of the a-priori list: concatenated GUIDs in a RAW section (PI 1.8 Vol 1, 8.2; Vol 2, 10.3).
  fileprivate var plan: FilePlan {
    FilePlan(
      phase == .pei ? FFSFile.peiAprioriName : FFSFile.dxeAprioriName, type: .freeform,
      contents: .sections([SectionPlan(.raw, payload: files.flatMap(\.mixedEndianBytes))]))
  }
}
