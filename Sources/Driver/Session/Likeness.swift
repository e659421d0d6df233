import AutoGen
import BaseTools
import Diagnostics
import FirmwareImage
import Host
import ObjectFormats
import Packaging
import PlatformModel
import Render
import Vocabulary

/// A reference image from which a build takes what edk2's `build` draws at random (`--like`).
///
/// That are stack cookies, one number for each architecture, at the same place in every module that checks its stack: the
/// place follows from the linked file of one such module, which is compiled first. And it is the size of some arrays.
struct Likeness {
  let path: String
  let reference: PrebuiltModules
  let planned: BuildSession.Planned

  /// After so many modules of an architecture that differ in something else, no more are tried.
  private static let mostUnclear = 8

  private struct Probe {
    let module: BuildModule
    /// The executable in the reference image.
    let image: [UInt8]
  }

  private var resolved: BuildSession.Resolved { planned.generated.resolved }
  private var session: BuildSession { resolved.session }

  /// Sets the random inputs of the build folder, and generates the sources with them.
  ///
  /// - Returns: false if nothing of the platform is random.
  /// - Throws: `like-foreign` if the image is not of the platform, `like-unclear` if no module shows its cookie.
  func settle() async throws(DiagnosticError) -> Bool {
    let placements = resolved.platform.flash?.placements ?? []
    let known = placements.filter { reference.payloads(of: $0) != nil }.count
    guard known * 2 > placements.count else {
      throw DiagnosticError(
        .likeForeign(path, platform: resolved.platform.name, known: known, of: placements.count))
    }
    var cookies: [Architecture: UInt64] = [:]
    if resolved.model.baseTools.has(.stackCookies) {
      for build in resolved.model.architectures {
        let probes = probes(build, placements) { build.libraries(of: $0).contains(where: \.setsStackCookie) }
        cookies[build.architecture] = try await cookie(build.architecture, probes)
      }
    }
    if !cookies.isEmpty {
      try inputs.write(cookies, to: session.workspace.files)
      _ = try await resolved.generate()
    }
    return try await settleArrays(placements) || !cookies.isEmpty
  }

  private var inputs: RandomInputFiles { RandomInputFiles(folder: resolved.folder, files: session.recording) }

  /// Gives the arrays of each module the other size if it differs from the image, and keeps what makes it equal.
  private func settleArrays(_ placements: [ModulePlacement]) async throws(DiagnosticError) -> Bool {
    let probes = resolved.model.architectures.flatMap { build in
      self.probes(build, placements) { module in
        module.libraryPCDs.contains { $0.hasRandomSize(in: module) }
      }
    }
    guard !probes.isEmpty else { return false }
    let present = try inputs.inputs(for: resolved.model.baseTools).shortArrays
    var unequal: Set<RandomInputs.Module> = []
    for probe in probes where try await !isEqual(probe) { unequal.insert(.init(probe.module)) }
    guard !unequal.isEmpty else { return true }
    try await generate(present.symmetricDifference(unequal))
    var others: Set<RandomInputs.Module> = []
    for probe in probes where unequal.contains(.init(probe.module)) {
      if try await isEqual(probe) {
        session.context.console.progress("size of arrays in \(probe.module.baseName): as in \(path)")
      } else {
        others.insert(.init(probe.module))
      }
    }
    // What differs in something else stays as it was.
    if !others.isEmpty { try await generate(present.symmetricDifference(unequal.subtracting(others))) }
    return true
  }

  private func generate(_ shortArrays: Set<RandomInputs.Module>) async throws(DiagnosticError) {
    try inputs.write(shortArrays, to: session.workspace.files)
    _ = try await resolved.generate()
  }

  private func isEqual(_ probe: Probe) async throws(DiagnosticError) -> Bool {
    try await planned.build(module: probe.module.path)
    return try session.workspace.files.contents(of: executable(of: probe.module)) == probe.image
  }

  private func executable(of module: BuildModule) -> String {
    "\(resolved.folder)/\(module.buildFolder)/OUTPUT/\(module.baseName).efi"
  }

  /// Modules that the image has with a PE32 section, the smallest first, as they are linked quickly.
  private func probes(
    _ build: ArchitectureBuild, _ placements: [ModulePlacement], where isWanted: (BuildModule) -> Bool
  ) -> [Probe] {
    var probes: [Probe] = []
    for module in build.modules {
      guard isWanted(module),
        let placement = placements.first(where: { placement in
          placement.module.path.text == module.path && placement.module.architecture == build.architecture
        }),
        let leaf = reference.payloads(of: placement)?.leaves.first(where: { $0.type == .pe32 })
      else { continue }
      probes.append(Probe(module: module, image: leaf.payload))
    }
    let numbered = probes.enumerated().sorted {
      ($0.element.image.count, $0.offset) < ($1.element.image.count, $1.offset)
    }
    return numbered.map(\.element)
  }

  /// nil if no module has a cookie.
  private func cookie(_ architecture: Architecture, _ probes: [Probe]) async throws(DiagnosticError)
    -> UInt64?
  {
    var unclear: [String] = []
    for probe in probes {
      switch try await sight(of: probe) {
      case .cookie(let cookie): return cookie
      case .noCookie: continue
      case .unclear: break
      }
      if probe.module.libraryPCDs.contains(where: { $0.hasRandomSize(in: probe.module) }) {
        // Its arrays may have the other size in the image.
        let present = try inputs.inputs(for: resolved.model.baseTools).shortArrays
        try await generate(present.symmetricDifference([.init(probe.module)]))
        if case .cookie(let cookie) = try await sight(of: probe) { return cookie }
        try await generate(present)
      }
      unclear.append(probe.module.baseName)
      if unclear.count == Self.mostUnclear { break }
    }
    if unclear.isEmpty { return nil }
    throw DiagnosticError(.likeUnclear(path, architecture, tried: unclear))
  }

  /// What a module tells of the cookie.
  private enum Sight {
    case cookie(UInt64)
    /// It has none, because no function of it wants one.
    case noCookie
    /// It differs in something else.
    case unclear
  }

  /// Compiles a module, and compares it with that of the image.
  private func sight(of probe: Probe) async throws(DiagnosticError) -> Sight {
    try await planned.build(module: probe.module.path)
    let folder = "\(resolved.folder)/\(probe.module.buildFolder)"
    let files = session.workspace.files
    let linked = try files.contents(of: "\(folder)/DEBUG/\(probe.module.baseName).debug")
    let built = try files.contents(of: executable(of: probe.module))
    guard let place = StackGuard.place(inLinked: linked) else { return .noCookie }
    guard place.upperBound <= built.count, built.count == probe.image.count else { return .unclear }
    var expected = built
    expected.replaceSubrange(place, with: probe.image[place])
    guard expected == probe.image else { return .unclear }
    let cookie = probe.image[place].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    session.context.console.progress(
      "stack cookie of \(probe.module.architecture): 0x\(String(cookie, radix: 16)), from \(probe.module.baseName)"
        + " in \(path)")
    return .cookie(cookie)
  }
}

/// The variable that StackCheckLib sets to STACK_COOKIE_VALUE.
enum StackGuard {
  static let name = "__stack_chk_guard"

  /// Its bytes in the PE32 file that a linked file becomes; nil if the module has none.
  static func place(inLinked bytes: [UInt8]) -> Range<Int>? {
    guard let elf = try? ELFImage(parsing: bytes[...]) else { return nil }
    return try? elf.imageRange(ofVariable: name)
  }
}

extension BuildModule {
  /// Whether it is an instance of StackCheckLib that checks.
  var setsStackCookie: Bool {
    baseName.hasPrefix("StackCheckLib") && !baseName.hasSuffix("Null")
  }
}

extension Diagnostic {
  fileprivate static func likeForeign(_ path: String, platform: String, known: Int, of count: Int)
    -> Diagnostic
  {
    Diagnostic(
      .likeForeign, at: .file(path),
      "expected an image of \(platform), found \(known) of its \(count) modules",
      fix: "give --like the image that the same platform, architecture and flags gave")
  }

  fileprivate static func likeUnclear(_ path: String, _ architecture: Architecture, tried: [String])
    -> Diagnostic
  {
    Diagnostic(
      .likeUnclear, at: .file(path),
      "expected a module of \(architecture) that differs in nothing but its stack cookie, found none",
      notes: [Note("tried \(tried.joined(separator: ", "))")],
      fix: "use the compilers, the flags and the paths of the image: see --path-map and 'kiln diff'")
  }
}
