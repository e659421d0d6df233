import Bytes
import Diagnostics
import Emulation
import FirmwareImage
import Host
import ObjectFormats
import Packaging
import SystemPackage
import Vocabulary

/// The firmware of a run in QEMU, in the form that its machine takes. Files that QEMU writes to are copies.
struct QEMUFirmware {
  let selection: BootSelection
  let files: FileSystem
  let console: Console
  /// A folder for this run only.
  let scratch: String
  /// Tells the release of a QEMU program; nil if it is not known.
  let release: (String) async throws(DiagnosticError) -> QEMUVersion?

  func command() async throws(DiagnosticError) -> QEMUCommand {
    let code = try ImageLoader(files: files).imagePath(
      selection.image, preferring: ["OVMF_CODE.fd", "QEMU_EFI.fd", "RISCV_VIRT_CODE.fd", "OVMF.fd"])
    let loaded = try ImageLoader(files: files).read(code)
    let image = loaded.image
    // Under QEMU alone its PEI phase waits for Xen for ever.
    if let kind = image.xenKind, !selection.extra.contains(where: { $0.lowercased().contains("xen") }) {
      throw DiagnosticError(.bootXenImage(code, kind))
    }
    guard let emulation = image.architecture?.facts?.emulation else {
      throw DiagnosticError(.bootArchitecture(code, image.architectures))
    }
    let machine = QEMUMachine(
      emulation, accelerator: selection.usesKVM ? .kvm : .tcg, memory: selection.memory,
      requiresSMM: image.allVolumes.flatMap(\.files).contains { $0.type == .mmCore })
    return QEMUCommand(
      machine: machine, firmware: try await firmware(code, loaded, on: machine),
      directBoot: selection.kernel.map {
        QEMUCommand.DirectBoot(kernel: $0, initrd: selection.initrd, append: selection.append)
      }, disks: selection.disks, extraArguments: selection.extra)
  }

  private func firmware(_ code: String, _ loaded: ImageLoader.Loaded, on machine: QEMUMachine)
    async throws(DiagnosticError) -> BootFirmware
  {
    // ArmVirtQemuKernel: started from memory, like a kernel.
    if ArmImageHeader(parsing: loaded.bytes[...]) != nil {
      if let kernel = selection.kernel { throw DiagnosticError(.bootKernelTwice(code, kernel)) }
      return .kernel(path: code)
    }
    var store = selection.variables
    if store == nil { store = variables(beside: code) }
    if let store { try check(store) }
    if let first = machine.emulation.firstFlashRelease, let found = try await release(machine.executable),
      found < first
    {
      guard machine.emulation == .riscv64, selection.kernel == nil else {
        throw DiagnosticError(.qemuTooOld(machine.executable, found, first: first))
      }
      return try programs(code: code, variables: store, found)
    }
    if let store {
      return .split(
        code: try flash(code, as: "code.fd", on: machine, isWritten: false),
        variables: try flash(store, as: "vars.fd", on: machine))
    }
    let hasStore = loaded.image.allVolumes.contains { $0.fileSystem == FirmwareVolume.systemNVData }
    guard hasStore || machine.emulation.flashBank != nil else { return .memory(path: code) }
    return .unified(try flash(code, as: "flash.fd", on: machine))
  }

  /// The variable store with the name that belongs to the code image.
  private func variables(beside code: String) -> String? {
    let path = FilePath(code)
    guard let name = path.lastComponent?.string else { return nil }
    let store = name.replacing("_CODE", with: "_VARS")
    // Secure Boot builds use the same store.
    let candidates = [
      store, name.replacing("_EFI", with: "_VARS"), store.replacing(".secboot", with: ""),
      store.replacing(".secboot", with: "").replacing(".strictnx", with: ""),
      store.replacing(".no-secboot", with: ""),
    ]
    return candidates.filter { $0 != name }
      .map { path.removingLastComponent().appending($0).string }
      .first { files.kind(of: $0) == .file }
  }

  /// A store holds variables, or nothing yet: then firmware for `virt` formats it.
  private func check(_ store: String) throws(DiagnosticError) {
    let bytes = try files.contents(of: store)
    guard let first = bytes.first, !bytes.allSatisfy({ $0 == first }) else { return }
    let image = try ImageLoader(files: files).load(store).image
    guard image.allVolumes.contains(where: { $0.fileSystem == FirmwareVolume.systemNVData }) else {
      throw DiagnosticError(.bootVariables(store))
    }
  }

  /// A flash file; a copy if QEMU writes to it or if it must be padded to a flash bank.
  private func flash(
    _ path: String, as name: String, on machine: QEMUMachine, isWritten: Bool = true
  ) throws(DiagnosticError) -> FlashFile {
    var bytes = try files.contents(of: path)
    let missing = (machine.emulation.flashBank ?? bytes.count) - bytes.count
    guard isWritten || missing > 0 else { return FlashFile(path: path, size: bytes.count) }
    if missing > 0 {
      console.progress(
        "\(path): QEMU gets a copy that is padded by \(missing) bytes, to the size of its flash")
      bytes += [UInt8](repeating: 0, count: missing)
    }
    let copy = "\(scratch)/\(name)"
    try files.replace(copy, with: bytes, durably: false)
    return FlashFile(path: copy, size: bytes.count, original: path, isPadded: missing > 0)
  }

  /// The firmware for a RISC-V machine that cannot start it from flash.
  private func programs(code: String, variables: String?, _ found: QEMUVersion)
    throws(DiagnosticError) -> BootFirmware
  {
    console.progress(
      "QEMU \(found) starts no firmware for supervisor mode from flash: kiln passes the image as a kernel")
    let program = LoadedProgram(try files.contents(of: code), for: .riscv64, at: RISCVFlash.codeAddress)
    guard let bytes = program.bytes else { throw DiagnosticError(.bootArchitecture(code, [.riscv64])) }
    let path = "\(scratch)/code.elf"
    try files.replace(path, with: bytes, durably: false)
    let store = variables.map { [LoadedFile(path: $0, address: RISCVFlash.variablesAddress)] } ?? []
    return .kernel(path: path, loaded: store)
  }
}

extension FlashImage {
  /// The architecture that firmware starts in, if it has a machine: that of SEC or the PEI core, otherwise of the first
  /// executable.
  var architecture: Architecture? {
    let files = allVolumes.flatMap(\.files)
    let cores = files.filter { $0.type == .securityCore || $0.type == .peiCore }
    return (cores + files).lazy.compactMap(\.architecture).first { $0.facts?.emulation != nil }
  }

  /// Kinds of images that need Xen.
  enum XenKind { case x86, arm }

  /// nil if the image does not need Xen. One of OvmfXen or of kiln's xen platform has XenPlatformPei in place of
  /// PlatformPei, one of ArmVirtXen has XenioFdtDxe.
  fileprivate var xenKind: XenKind? {
    let kinds: [(file: GUID, kind: XenKind)] = [
      ("F112A6EE-993A-4F0B-8295-E52029D9B4BA", .x86), ("338695EA-CA84-4FA2-9DA8-5C4BB87905C6", .arm),
    ]
    let names = Set(allVolumes.flatMap(\.files).map(\.name))
    return kinds.first { names.contains($0.file) }?.kind
  }
}

extension Diagnostic {
  fileprivate static func bootXenImage(_ path: String, _ kind: FlashImage.XenKind) -> Diagnostic {
    let driver = kind == .x86 ? "XenPlatformPei" : "XenioFdtDxe"
    return Diagnostic(
      .bootXenImage, at: .file(path),
      "the image is one for guests of Xen: it has \(driver), which needs Xen, and QEMU alone was asked for",
      fix: kind == .x86 ? "start it with --xen pvh or --xen hvm" : "start it with --xen arm")
  }

  fileprivate static func bootArchitecture(_ path: String, _ found: [Architecture]) -> Diagnostic {
    let known = Architecture.known.filter { $0.facts?.emulation != nil }.map(\.name)
    return Diagnostic(
      .bootArchitecture, at: .file(path),
      "expected firmware for \(known.dropLast().joined(separator: ", ")) or \(known.last ?? ""), found \(found.isEmpty ? "no executable of a known architecture" : "executables for \(found.map(\.name).joined(separator: ", "))")",
      fix: "pass the image with the code; a variable store is for --vars")
  }

  fileprivate static func bootKernelTwice(_ path: String, _ kernel: String) -> Diagnostic {
    Diagnostic(
      .bootKernelTwice, at: .file(path),
      "the image is started as QEMU's kernel itself, so --kernel '\(kernel)' cannot be passed to it",
      fix: "put the kernel on a --disk, or use an image for flash, such as that of ArmVirtPkg/ArmVirtQemu.dsc"
    )
  }

  fileprivate static func bootVariables(_ path: String) -> Diagnostic {
    Diagnostic(
      .bootVariables, at: .file(path), "expected a variable store, found an image without one",
      fix: "pass the file of variables that was built with the image, such as OVMF_VARS.fd, to --vars")
  }

  fileprivate static func qemuTooOld(_ executable: String, _ found: QEMUVersion, first: QEMUVersion)
    -> Diagnostic
  {
    Diagnostic(
      .qemuTooOld, at: .commandLine,
      "expected \(executable) \(first.major).\(first.minor) or newer, which starts this image from flash, found \(found)",
      fix: "install a newer QEMU; Debian 13 has 10.0")
  }
}
