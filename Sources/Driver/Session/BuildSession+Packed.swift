import Compression
import Diagnostics
import FirmwareImage
import Host
import Inspection
import Packaging
import PlatformModel
import Vocabulary

extension BuildSession {
  /// The platform's images, with modules from `--prebuilt`.
  func packPrebuilt(_ platform: ResolvedPlatform) async throws(DiagnosticError) -> Packed {
    guard let prebuilt = packing.prebuilt else { throw DiagnosticError(.prebuiltMissing(platform)) }
    let modules = try ImageLoader(files: workspace.files).loadModules(prebuilt)
    context.console.progress("\(modules.count) modules in \(prebuilt)")
    let packing = ImagePacking(self, lzmaTool: packing.lzmaTool, files: context.manifests)
    return try await packing.pack(platform, modules)
  }

  /// No offset changes from here on.
  struct Packed: Sendable {
    let session: BuildSession
    let platform: ResolvedPlatform
    let plan: ImagePlan

    /// Measures the images by parsing the bytes that will be written.
    func measured() async -> Measurement {
      let names = NameBook(platform)
      // Several devices may contain the same compressed volume, and each is decompressed separately, so they
      // are parsed in parallel.
      let images = await withTaskGroup(of: (Int, Measurement.Image?).self) { group in
        for (index, device) in plan.devices.enumerated() {
          group.addTask { (index, Self.measure(device, names: names)) }
        }
        var images: [Int: Measurement.Image] = [:]
        for await (index, image) in group { images[index] = image }
        return plan.devices.indices.compactMap { images[$0] }
      }
      var measured = Measurement(images: images, names: names)
      if !plan.overflows.isEmpty { measured.add(plan, of: platform) }
      return measured
    }

    private static func measure(_ device: PackedDevice, names: NameBook) -> Measurement.Image? {
      let image = FlashImage.parse(device.bytes, path: device.name.text, decoder: SectionCodecs()).image
      // This is the memory of SEC and PEI, not flash. Its volumes are measured in the flash image that contains
      // them.
      if image.volumes.isEmpty && !device.description.isFlash { return nil }
      return Measurement.Image(
        map: FlashMap(measuring: image, of: device.description, names: names), image: image)
    }

    /// Writes all images, or those of a choice, to files, with a record of the variant that they are, or none.
    func write(to output: String?, _ choice: ImageChoice = ImageChoice()) throws(DiagnosticError) -> Written {
      let devices = plan.devices.filter { choice.has($0.name) }
      let volumes = plan.volumes.filter { choice.has($0.name) }
      let folder = session.workspace.outputFolder(of: platform, output: output)
      var outputs = devices.map { (path: "\(folder)/FV/\($0.name).fd", bytes: $0.bytes) }
      outputs += volumes.map { (path: "\(folder)/FV/\($0.name).Fv", bytes: $0.bytes) }
      let record = VariantRecord(
        try session.workspace.variant(of: platform),
        images: devices.map { VariantRecord.Image("\($0.name).fd", $0.bytes) })
      outputs.append((path: "\(folder)/\(VariantRecord.fileName)", bytes: record.bytes))
      try session.workspace.files.replaceAll(outputs)
      let names =
        (devices.map { "\($0.name).fd" } + (choice.isEverything ? [] : volumes.map { "\($0.name).Fv" }))
        .joined(separator: " ")
      session.context.console.progress("wrote \(folder)/FV/: \(names)")
      return Written(files: outputs.map(\.path))
    }
  }

  /// The images are on disk.
  struct Written: Sendable {
    /// Paths of flash images, volumes and the record of the variant.
    let files: [String]
  }
}

extension FlashDevice {
  /// Whether the device has more than copies of volumes of other images.
  var isFlash: Bool {
    regions.contains { region in
      if case .volumes = region.content { true } else { false }
    }
  }
}

extension Diagnostic {
  static func prebuiltMissing(_ platform: ResolvedPlatform) -> Diagnostic {
    Diagnostic(
      .modulesMissing, at: .commandLine,
      "the modules of \(platform.name) are not compiled here, and --prebuilt is not given",
      fix: "give --prebuilt an image or a folder with the modules, or compile them with 'kiln build'")
  }
}
