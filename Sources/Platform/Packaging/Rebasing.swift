import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import ObjectFormats
import PlatformModel
import Vocabulary

/// Relocates the executables of a volume to their addresses in flash, as GenFv does for a volume with a base
/// address (`FfsRebase`).
struct Rebasing {
  private let description: VolumeDescription

  init(_ description: VolumeDescription) { self.description = description }

  /// File types whose executables are relocated: PE32 sections in all of these, TE sections in the first four
  /// and in volume images (GenFv, `FfsRebase`).
  private static let executing: Set<FFSFile.FileType> = [
    .securityCore, .peiCore, .peim, .combinedPEIMDriver,
  ]
  private static let driving: Set<FFSFile.FileType> = [.driver, .dxeCore]

  /// The types of the sections that are relocated in a file of this type.
  static func types(in file: FFSFile.FileType) -> [SectionType] {
    if executing.contains(file) { [.pe32, .te] } else if driving.contains(file) { [.pe32] } else { [] }
  }

  /// Relocates what executes in place. FvForceRebase of the volume takes precedence over its address.
  func rebase(_ volume: inout PlacedVolume, diagnostics: inout DiagnosticList) {
    let base = description.baseAddress ?? 0
    switch description.syntax.forceRebase?.value {
    case false: return
    case nil where base == 0: return
    default: break
    }
    let chosen = description.rebasedFiles
    for (fileIndex, file) in volume.files.enumerated() where chosen?.contains(file.name) ?? true {
      // GenFv relocates only the first section of each type.
      for type in Self.types(in: file.type) {
        guard let index = file.payloads.firstIndex(where: { $0.type == type }),
          case .sections(let sections) = file.contents
        else { continue }
        let address = base &+ UInt64(file.payloads[index].offset)
        do {
          let moved = try sections.sections[index].plan.executable(placedAt: address)
          try volume.replacePayload(ofFile: fileIndex, section: index, with: moved)
        } catch let error as ObjectError {
          diagnostics.add(report(error, file: file.name))
        } catch {
          diagnostics.add(.rebaseResized(file.name, description))
        }
      }
    }
  }

  /// A warning for an executable without relocations, which GenFv leaves unchanged too.
  private func report(_ error: ObjectError, file: GUID) -> Diagnostic {
    let placement = description.placement(of: file)
    let name = placement?.module.path.text ?? file.description
    let place = Diagnostic.Place.source(placement?.statement.path.range ?? description.range)
    let diagnostic = Diagnostic.executableImage(error, module: name, at: place)
    guard case .relocationsStripped = error else { return diagnostic }
    return diagnostic.asWarning
  }
}

extension SectionPlan {
  /// The executable, relocated so that its first byte may be at `address`.
  fileprivate func executable(placedAt address: UInt64) throws -> [UInt8] {
    let image = try ExecutableImage(parsing: payload[...])
    guard let unstripped else { return try image.placed(at: address) }
    return try image.placed(at: address, withRelocationsOf: PEImage(parsing: unstripped[...]))
  }
}

extension VolumeDescription {
  /// The names of the files that are rebased; nil if all of them are. With FvForceRebase = TRUE these are the modules
  /// whose rule has a section with `Xip = TRUE`, if there are any.
  fileprivate var rebasedFiles: Set<GUID>? {
    guard syntax.forceRebase?.value == true else { return nil }
    let names = files.compactMap { file in
      if case .module(let placement) = file, placement.rule.executesInPlace {
        placement.fileGUID
      } else {
        nil
      }
    }
    return names.isEmpty ? nil : Set(names)
  }

  /// The module whose file has this name.
  func placement(of name: GUID) -> ModulePlacement? {
    for case .module(let placement) in files where placement.fileGUID == name { return placement }
    return nil
  }
}

extension FDFRule {
  fileprivate var executesInPlace: Bool { sections.contains(where: \.executesInPlace) }
}

extension FDFSection {
  fileprivate var executesInPlace: Bool {
    if case .leaf(let leaf) = content { leaf.executesInPlace?.value ?? false } else { false }
  }
}

extension Diagnostic {
  static func rebaseResized(_ file: GUID, _ volume: VolumeDescription) -> Diagnostic {
    Diagnostic(
      .imageNotMovable, at: .source(volume.range),
      "the executable of \(file) in \(volume.name) changes its size when it is rebased",
      fix: "build the module again")
  }
}
