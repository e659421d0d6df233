import Bytes
import Diagnostics
import Emulation
import FirmwareImage
import Packaging
import SystemPackage

extension Driver {
  /// `kiln boot`: 0 when the expected text came, or QEMU ended well where none is expected.
  package func boot(_ selection: BootSelection) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      let folder = try files.createTemporaryFolder(in: environment.temporaryFolder)
      defer { try? files.removeTree(folder) }
      let command = try Firmware(selection, files: files, scratch: folder).command
      let problems = command.diagnose()
      guard problems.isEmpty else { throw DiagnosticError(problems) }

      console.progress(([command.executable] + command.arguments).joined(separator: " "))
      let runner = QEMURunner(command: command, console: console)
      guard let text = selection.expect else { return try await runner.attach() }
      switch try await runner.wait(for: text, seconds: selection.timeout) {
      case .matched(let seconds):
        console.progress("'\(text)' came after \(seconds) s")
        return .fine
      case .timedOut(let lastLines):
        throw DiagnosticError(.expectationTimedOut(text, seconds: selection.timeout, lastLines: lastLines))
      case .ended(let status, let lastLines):
        throw DiagnosticError(.expectationUnmet(text, status: status, lastLines: lastLines))
      }
    }
  }
}

/// The files of a firmware as QEMU gets them: what it writes to is a copy.
private struct Firmware {
  let selection: BootSelection
  let files: FileSystem
  let scratch: String
  private(set) var command: QEMUCommand

  init(_ selection: BootSelection, files: FileSystem, scratch: String) throws(DiagnosticError) {
    self.selection = selection
    self.files = files
    self.scratch = scratch
    let code = try Self.imagePath(selection.image, files: files)
    let loader = ImageLoader(files: files)
    let (image, _) = try loader.load(code)
    let machine = image.machine(selection)
    var store = selection.variables
    if store == nil { store = try Self.variables(beside: code, files: files) }

    let set: FirmwareSet
    if let store {
      set = .split(
        code: try Self.copy(
          code, to: "\(scratch)/code.fd", machine: machine, files: files, isNeeded: machine.needsBanks),
        variables: try Self.copy(store, to: "\(scratch)/vars.fd", machine: machine, files: files))
    } else if image.hasVariableStore || machine.needsBanks {
      set = .unified(try Self.copy(code, to: "\(scratch)/flash.fd", machine: machine, files: files))
    } else {
      set = .memory(path: code)
    }
    command = QEMUCommand(
      machine: machine, firmware: set,
      directBoot: selection.kernel.map {
        QEMUCommand.DirectBoot(kernel: $0, initrd: selection.initrd, append: selection.append)
      }, extraArguments: selection.extra)
  }

  /// The image itself, or the one in a folder that is to be mapped as code, else as all of flash.
  private static func imagePath(_ path: String, files: FileSystem) throws(DiagnosticError) -> String {
    guard files.kind(of: path) == .folder else { return path }
    let folder = files.kind(of: "\(path)/FV") == .folder ? "\(path)/FV" : path
    let images = try ImageLoader(files: files).imagePaths(folder)
    let names = ["OVMF_CODE.fd", "QEMU_EFI.fd", "OVMF.fd"]
    return names.map { "\(folder)/\($0)" }.first(where: images.contains) ?? images[0]
  }

  /// The variable store that belongs to a code image by name.
  private static func variables(beside code: String, files: FileSystem) throws(DiagnosticError) -> String? {
    let path = FilePath(code)
    guard let name = path.lastComponent?.string else { return nil }
    var candidates = [name.replacing("_CODE", with: "_VARS"), name.replacing("_EFI", with: "_VARS")]
    // Secure Boot builds share the store of the plain ones.
    candidates.append(name.replacing("_CODE", with: "_VARS").replacing(".secboot", with: ""))
    return candidates.filter { $0 != name }
      .map { path.removingLastComponent().appending($0).string }
      .first { files.kind(of: $0) == .file }
  }

  /// A flash file, as a copy where QEMU writes to it or where it must be filled up to a bank.
  private static func copy(
    _ path: String, to copy: String, machine: QEMUMachine, files: FileSystem, isNeeded: Bool = true
  ) throws(DiagnosticError) -> FlashFile {
    var bytes = try files.contents(of: path)
    guard isNeeded else { return FlashFile(path: path, size: bytes.count) }
    let bank = 64 << 20
    if machine.needsBanks, bytes.count < bank { bytes += [UInt8](repeating: 0, count: bank - bytes.count) }
    try files.replace(copy, with: bytes)
    return FlashFile(path: copy, size: bytes.count)
  }
}

extension QEMUMachine {
  /// The ARM machine's flash devices have one size, whatever the image has.
  fileprivate var needsBanks: Bool { architecture != .x86 }
}

extension FlashImage {
  fileprivate var hasVariableStore: Bool {
    allVolumes.contains { $0.fileSystem == FirmwareVolume.systemNVData }
  }

  /// The machine that the image is made for, told by what is in it.
  fileprivate func machine(_ selection: BootSelection) -> QEMUMachine {
    let files = allVolumes.flatMap(\.files)
    let architecture: QEMUMachine.Architecture =
      switch files.lazy.compactMap(\.architecture).first {
      case "AARCH64": .aarch64
      case "ARM": .arm
      default: .x86
      }
    return QEMUMachine(
      architecture, accelerator: selection.usesKVM ? .kvm : .tcg, memory: selection.memory,
      requiresSMM: files.contains { $0.type == .mmCore })
  }
}

extension Diagnostic {
  private static func console(_ lines: [String]) -> [Note] {
    lines.isEmpty ? [Note("the console stayed silent")] : lines.map { Note("console: \($0)") }
  }

  static func expectationTimedOut(_ text: String, seconds: Int, lastLines: [String]) -> Diagnostic {
    Diagnostic(
      "boot-timeout", at: .commandLine, "'\(text)' did not come within \(seconds) s",
      notes: console(lastLines),
      fix: "raise --timeout, or look at what the console says")
  }

  static func expectationUnmet(_ text: String, status: String, lastLines: [String]) -> Diagnostic {
    Diagnostic(
      "boot-ended", at: .commandLine, "QEMU ended (\(status)) before '\(text)' came",
      notes: console(lastLines),
      fix: "look at what QEMU and the console say")
  }
}
