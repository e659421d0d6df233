import Bytes
import FirmwareImage
import Manifests
import PlatformModel
import Vocabulary

/// The flash devices of edk2's build report: each region, and the files of each volume with their offsets.
struct BuildReportFlash {
  private let flash: FlashDescription
  private let paths: BuildReport.Paths
  /// The image of a volume in the build folder; nil if there is none.
  private let image: (VolumeName) -> [UInt8]?
  /// The names of files.
  private var names: [GUID: String] = [
    FFSFile.peiAprioriName: "PEI Apriori", FFSFile.dxeAprioriName: "DXE Apriori",
    "7E374E25-8E01-4FEE-87F2-390C23C606CD": "ACPI table storage",
  ]

  init(
    _ flash: FlashDescription, modules: [BuildModule], _ paths: BuildReport.Paths,
    image: @escaping (VolumeName) -> [UInt8]?
  ) {
    self.flash = flash
    self.paths = paths
    self.image = image
    for module in modules {
      guard let guid = GUID(module.fileGUIDText) else { continue }
      names[guid] = "\(module.baseName) (\(paths.absolute(module.path)))"
    }
    for volume in flash.volumes {
      for case .statement(let file) in volume.files { names[file.name] = name(of: file) ?? names[file.name] }
    }
  }

  /// The volume, or else the path, that the file was made of.
  private func name(of file: FileStatementPlacement) -> String? {
    switch file.statement.body {
    case .volume(let name): return name.value.text.uppercased()
    case .flashDevice: return nil
    case .files(let files): return files.last.map { paths.absolute($0.path.value) }
    case .sections(let sections):
      if let volume = sections.compactMap(\.innerVolumes.last).last { return volume.text.uppercased() }
      let paths = sections.compactMap { section -> String? in
        guard case .leaf(let leaf) = section.content, case .file(let path) = leaf.source else { return nil }
        return path.value
      }
      return paths.last.map(self.paths.absolute)
    }
  }

  func write(_ text: inout BuildReportText) {
    for device in flash.devices {
      text.start(.section, "Firmware Device (FD)")
      text.place("FD Name", device.name.text.uppercased())
      text.place("Base Address", Self.number(device.baseAddress))
      text.place("Size", Self.size(device.size))
      text.rule(.section)
      for region in device.regions { write(region, &text) }
      text.end(.section)
    }
  }

  private func write(_ region: FlashRegion, _ text: inout BuildReportText) {
    guard case .volumes(let volumes) = region.content else {
      begin("FD Region", region.content.type, at: region.offset, &text)
      text.place("Size", Self.size(region.size))
      text.end(.subsection)
      return
    }
    var done: Set<VolumeName> = []
    for volume in volumes.map(\.value) where done.insert(volume).inserted {
      write(volume, "Fd Region", at: region.offset, &text)
      for inner in nested(in: volume, &done) { write(inner, "Nested FV", at: 0, &text) }
    }
  }

  /// The volumes in a volume at any depth, each before those in it.
  private func nested(in volume: VolumeName, _ done: inout Set<VolumeName>) -> [VolumeName] {
    var found: [VolumeName] = []
    for inner in flash.volume(named: volume)?.innerVolumes ?? [] where done.insert(inner).inserted {
      found.append(inner)
      found += nested(in: inner, &done)
    }
    return found
  }

  private func write(
    _ name: VolumeName, _ title: String, at offset: Int, _ text: inout BuildReportText
  ) {
    begin(title, "FV", at: offset, &text)
    defer { text.end(.subsection) }
    guard let bytes = image(flash.volume(named: name)?.name ?? name) else {
      text.line("The volume \(name) is not in the build folder.")
      return
    }
    let parsed = FlashImage.parse(bytes, path: name.text, decoder: nil)
    guard let volume = parsed.image.volumes.first, volume.length > 0 else {
      text.line("The file of \(name) in the build folder is no firmware volume.")
      return
    }
    let used = volume.takenSize
    text.place("Size", Self.size(volume.length))
    text.place("Fv Name", "\(name.text.uppercased()) (\(Self.percent(used, of: volume.length))% Full)")
    text.place("Occupied Size", Self.size(used))
    text.place("Free Size", Self.size(volume.length - used))
    text.line("Offset     Module")
    text.rule(.subsection)
    for (offset, file) in volume.placedFiles where !file.isPad {
      let digits = String(offset, radix: 16, uppercase: true)
      text.line("0x\(digits.leftPadded(toZeros: 8)) \(names[file.name] ?? file.name.description)")
    }
  }

  private func begin(_ title: String, _ type: String, at offset: Int, _ text: inout BuildReportText) {
    text.start(.subsection, title)
    text.place("Type", type)
    text.place("Base Address", Self.number(UInt64(offset)))
  }

  private static func number(_ value: UInt64) -> String { "0x" + String(value, radix: 16, uppercase: true) }

  /// `0x1BC000 (1776K)`, rounded half to even as Python does.
  private static func size(_ bytes: Int) -> String {
    let (whole, rest) = bytes.quotientAndRemainder(dividingBy: 1024)
    let isUp = rest > 512 || rest == 512 && whole % 2 == 1
    return "\(number(UInt64(bytes))) (\(whole + (isUp ? 1 : 0))K)"
  }

  /// With one digit after the point.
  private static func percent(_ part: Int, of whole: Int) -> String {
    let tenths = (part * 1000 + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension FirmwareVolume {
  /// EFI_FV_TAKEN_SIZE of GenFv, up to where a next file would start. In a full volume the largest pad file counts
  /// as free.
  fileprivate var takenSize: Int {
    let used = min(usedSize.aligned(to: 8), length)
    guard used == length else { return used }
    return used - (files.lazy.filter(\.isPad).map(\.size).max() ?? 0)
  }
}

extension FlashRegion.Content {
  /// The type as an FDF writes it. edk2 writes `None` for a region without one.
  fileprivate var type: String {
    switch self {
    case .empty: "None"
    case .volumes: "FV"
    case .data, .pvhHeader: "DATA"
    case .files: "FILE"
    case .modules: "INF"
    }
  }
}
