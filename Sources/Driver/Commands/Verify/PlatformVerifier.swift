import Bytes
import Comparison
import Diagnostics
import FirmwareImage
import Host
import Manifests
import Inspection
import Packaging
import PlatformModel
import Vocabulary

/// Builds a platform once, with what is random taken out of an image, and compares images with the result.
struct PlatformVerifier {
  let group: VerificationPlan.Group
  let packing: PackingSelection
  let compile: CompileSelection
  let context: Context

  /// An image with what tells it from others.
  private struct Loaded {
    let source: VerificationPlan.Group.Image
    let image: FlashImage
    let bytes: [UInt8]
    let modules: PrebuiltModules
    /// The file in `FV/`.
    let built: String
    /// How many modules of the platform it has.
    let known: Int
  }

  /// - Throws: what reading, building or choosing throws, and `verify-foreign`, `verify-device-unclear`.
  func run() async throws(DiagnosticError) -> [ImageVerification] {
    let session = try BuildSession(
      group.platform, packing: packing, compile: compile, output: group.output, context: context)
    let resolved = try session.resolve(runsScripts: true)
    var images: [Loaded] = []
    for image in group.images { images.append(try load(image, resolved)) }
    let count = resolved.platform.flash?.placements.count ?? 0
    let reference = images.first { $0.known * 2 > count }
    let isUnclear = try await build(like: reference?.source.path)
    let names = NameBook(resolved.platform)
    var symbols: BuildSymbols?
    var verified: [ImageVerification] = []
    for image in images {
      let path = "\(resolved.folder)/FV/\(image.built)"
      guard let built = context.files.bytes(of: path) else {
        throw DiagnosticError(.verifyImageMissing(path))
      }
      let padding = Self.padding(image, built: built)
      let expected = built + [UInt8](repeating: padding?.byte ?? 0, count: padding?.count ?? 0)
      var difference: VerifiedDifference?
      if let bytes = ByteDifference(image.bytes[...], expected[...]) {
        // Only where something differs, as all link maps and objects are read.
        if symbols == nil { symbols = await BuildSymbols(resolved.folder, files: context.files) }
        let other = try? ImageLoader(files: context.files).load(path).image
        difference = VerifiedDifference(
          bytes, image: image.image, built: other, names: names, symbols: symbols)
      }
      let digest = SHA256.text(image.bytes)
      var verification = ImageVerification(
        path: image.source.path, source: group.variant?.text ?? resolved.platform.name, built: image.built,
        size: image.bytes.count, builtSize: built.count, padding: padding, digest: digest,
        builtDigest: difference == nil ? digest : SHA256.text(expected),
        random: try RandomInputUse(resolved: resolved, modules: image.modules).inputs(),
        difference: difference)
      verification.isRandomUnclear = isUnclear && image.known > 0
      verified.append(verification)
    }
    return verified
  }

  private func load(
    _ source: VerificationPlan.Group.Image, _ resolved: BuildSession.Resolved
  ) throws(DiagnosticError) -> Loaded {
    let file = try ImageLoader(files: context.files).read(source.path)
    context.warn(file.problems.map(\.asWarning))
    var modules = PrebuiltModules(description: source.path)
    for volume in file.image.volumes { modules.add(volume) }
    let placements = resolved.platform.flash?.placements ?? []
    let known = placements.count { modules.payloads(of: $0) != nil }
    // A variable store has no modules.
    guard modules.count == 0 || known * 2 > min(modules.count, placements.count) else {
      let machines = file.image.architectures.map(\.name).sorted()
      throw DiagnosticError(
        .verifyForeign(source.path, resolved.platform, known: known, machines: machines))
    }
    let built: String
    if let shipped = source.shipped {
      built = shipped.built
    } else {
      built = "\(try device(of: source.path, file.bytes, resolved.platform).name).fd"
    }
    return Loaded(
      source: source, image: file.image, bytes: file.bytes, modules: modules, built: built, known: known)
  }

  /// The flash device that an image is of: by its name, by its size, or by the size of what it has in front of padding.
  private func device(
    of path: String, _ bytes: [UInt8], _ platform: ResolvedPlatform
  ) throws(DiagnosticError) -> FlashDevice {
    let devices = platform.flash?.devices ?? []
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.lowercased().hasSuffix(".fd") ? String(file.dropLast(3)) : file
    let wanted = DeviceName(group.device ?? stem)
    if let named = devices.first(where: { $0.name == wanted }) { return named }
    guard group.device == nil else {
      throw DiagnosticError(.verifyDeviceUnclear(path, platform, named: group.device))
    }
    let held = bytes.lastIndex { $0 != bytes.last }.map { $0 + 1 } ?? bytes.count
    let padded = devices.filter { (held...bytes.count).contains($0.size) }
    let sized = devices.filter { $0.size == bytes.count }
    guard let device = sized.count == 1 ? sized[0] : sized.isEmpty && padded.count == 1 ? padded[0] : nil
    else { throw DiagnosticError(.verifyDeviceUnclear(path, platform, named: nil)) }
    return device
  }

  /// What the variant says is behind the image, or without a variant, what is there if all of it is zeros or erased.
  private static func padding(_ image: Loaded, built: [UInt8]) -> ImageVerification.Padding? {
    if let shipped = image.source.shipped {
      guard let size = shipped.size, size > built.count else { return nil }
      return .init(count: size - built.count, byte: 0)
    }
    guard image.bytes.count > built.count, let last = image.bytes.last, last == 0 || last == 0xFF,
      image.bytes[built.count...].allSatisfy({ $0 == last })
    else { return nil }
    return .init(count: image.bytes.count - built.count, byte: last)
  }

  /// Builds what the images are compared with.
  ///
  /// - Returns: whether the image does not tell what is random.
  private func build(like reference: String?) async throws(DiagnosticError) -> Bool {
    var compile = compile
    compile.like = reference
    compile.toleratesUnclearLike = true
    var request = BuildRequest(group.platform, extent: .everything)
    request.comparesOnly = true
    let own = Context(partOf: context)
    let command = BuildCommand(
      request, packing: packing, compile: compile, output: group.output, json: false, context: own)
    let status: ExitStatus
    do throws(DiagnosticError) {
      status = try await command.execute()
    } catch {
      context.warn(own.said.filter { $0.severity != .error })
      throw error
    }
    let said = own.said
    context.warn(said.filter { $0.severity != .error })
    let errors = said.filter { $0.severity == .error }
    guard status == .fine, errors.isEmpty else {
      throw DiagnosticError(errors.isEmpty ? [.verifyNotBuilt(group.platform.platform)] : errors)
    }
    return said.contains { $0.code == .likeUnclear }
  }
}
