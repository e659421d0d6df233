import Compression
import Diagnostics
import FirmwareImage
import Host
import Identify

/// Reads the arguments of `kiln identify`, and determines which files belong together.
struct IdentityReader {
  let files: FileSystem
  let catalogue: PlatformCatalogue

  struct Input {
    var images: [IdentityReport.Entry] = []
    var descriptors: [FirmwareDescriptor] = []

    var isEmpty: Bool { images.isEmpty && descriptors.isEmpty }
  }

  /// The file itself; for a folder or build folder, its images and descriptors.
  func files(of path: String) throws(DiagnosticError) -> [String] {
    guard files.kind(of: path) == .folder else { return [path] }
    let folder = ImageLoader(files: files).imageFolder(path)
    let found = try files.list(folder).filter { name in
      let lowered = name.lowercased()
      return [".fd", ".json"].contains(where: lowered.hasSuffix)
        && files.kind(of: "\(folder)/\(name)") == .file
    }
    guard !found.isEmpty else { throw DiagnosticError(.folderWithoutImage(path)) }
    return found.map { "\(folder)/\($0)" }
  }

  /// Identifies a file by its contents and adds it.
  ///
  /// - Returns: problems in the file that do not prevent reading it.
  func read(_ path: String, into input: inout Input) throws(DiagnosticError) -> [Diagnostic] {
    let bytes = try files.contents(of: path)
    if FirmwareDescriptor.isLike(bytes) {
      input.descriptors.append(try FirmwareDescriptor(parsing: bytes, path: path))
      return []
    }
    let (identity, problems) = try identity(bytes, path: path)
    input.images.append(IdentityReport.Entry(path: path, identity: identity))
    return problems
  }

  private func identity(_ bytes: [UInt8], path: String) throws(DiagnosticError)
    -> (ImageIdentity, [Diagnostic])
  {
    guard !bytes.isEmpty else { throw DiagnosticError(.imageEmpty(path)) }
    let parsed = FlashImage.parse(bytes, path: path, decoder: SectionCodecs())
    let facts = ImageFacts(parsed.image, bytes: bytes)
    // Erased flash has a multiple of the block size; a short run of equal bytes could be anything.
    let isBlank = facts.blankByte != nil && bytes.count % 0x1000 == 0
    guard !parsed.image.volumes.isEmpty || isBlank else {
      let errors = parsed.diagnostics.filter { $0.severity == .error }
      throw DiagnosticError([.noFirmware(path, ForeignFile(bytes))] + errors)
    }
    return (ImageIdentity(facts, catalogue: catalogue), parsed.diagnostics)
  }

  /// The sets: for each descriptor the given files, otherwise those that it names. Without a descriptor, code
  /// and variables if there is exactly one of each.
  func sets(_ input: inout Input) -> (sets: [FirmwareSet], problems: [Diagnostic]) {
    let given = input.images.map { FirmwareSet.Image(path: $0.path, identity: $0.identity) }
    let code = given.filter { $0.identity.kind == .code || $0.identity.kind == .unified }
    let variables = given.filter { $0.identity.kind == .variables || $0.identity.kind == .blank }
    guard !input.descriptors.isEmpty else {
      let split = code.filter { $0.identity.kind == .code }
      // A build also writes both in one file, which does not belong to the pair.
      let chosen = split.count == 1 ? split : code
      guard chosen.count == 1, variables.count == 1 else { return ([], []) }
      return (
        [FirmwareSet(code: chosen[0], variables: variables[0], descriptor: nil, existing: [])], []
      )
    }
    var sets: [FirmwareSet] = []
    var problems: [Diagnostic] = []
    for descriptor in input.descriptors {
      let mapping = descriptor.mapping
      let named = [mapping.executable, mapping.template].compactMap { $0 }
      let existing = Set(named.filter { files.kind(of: $0) == .file })
      var set = FirmwareSet(code: nil, variables: nil, descriptor: descriptor, existing: existing)
      set.code = choose(mapping.executable, of: code)
      set.variables = choose(mapping.template, of: variables)
      if code.isEmpty, let path = mapping.executable, existing.contains(path) {
        set.code = load(path, &input, &problems)
      }
      if variables.isEmpty, let path = mapping.template, existing.contains(path) {
        set.variables = load(path, &input, &problems)
      }
      sets.append(set)
    }
    return (sets, problems)
  }

  /// The image with the name in the descriptor, otherwise the only one.
  private func choose(_ named: String?, of images: [FirmwareSet.Image]) -> FirmwareSet.Image? {
    let name = named?.split(separator: "/").last.map(String.init)
    let same = images.first { $0.path.split(separator: "/").last.map(String.init) == name }
    return same ?? (images.count == 1 ? images.first : nil)
  }

  private func load(_ path: String, _ input: inout Input, _ problems: inout [Diagnostic]) -> FirmwareSet
    .Image?
  {
    if let known = input.images.first(where: { $0.path == path }) {
      return FirmwareSet.Image(path: path, identity: known.identity)
    }
    do throws(DiagnosticError) {
      let (identity, more) = try identity(try files.contents(of: path), path: path)
      problems += more
      input.images.append(IdentityReport.Entry(path: path, identity: identity))
      return FirmwareSet.Image(path: path, identity: identity)
    } catch {
      problems += error.diagnostics
      return nil
    }
  }
}
