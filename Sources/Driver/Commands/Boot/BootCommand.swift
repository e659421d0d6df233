import Bytes
package import Diagnostics
import Emulation
import FirmwareImage
import Host
import Identify
import Packaging
import SystemPackage
import Vocabulary

/// `kiln boot`: 0 if the expected text appeared, or, if none is expected, the guest ended normally.
package struct BootCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "TMPDIR or KILN_CACHE" }
  let selection: BootSelection

  package init(_ selection: BootSelection, context: Context) {
    self.context = context
    self.selection = selection
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    for disk in selection.disks { try requireFile(disk) }
    return try await environment.withTemporaryFolder { folder async throws(DiagnosticError) in
      if let mode = selection.xen {
        return try await XenBoot(selection: selection, mode: mode, scratch: folder, context: context).run()
      }
      return try await bootQEMU(scratch: folder)
    }
  }

  private func bootQEMU(scratch: String) async throws(DiagnosticError) -> ExitStatus {
    let command = try Firmware(selection, files: files, scratch: scratch).command
    let problems = command.diagnose()
    guard problems.isEmpty else { throw DiagnosticError(problems) }

    console.progress(command.shellText)
    let runner = QEMURunner(
      executable: command.executable, arguments: command.arguments, scratch: scratch, console: console,
      environment: environment)
    if selection.isInteractive { return try await runner.attach() }
    let seconds = selection.timeout ?? 120
    let (dialogue, ending) = try await runner.run(
      ConsoleDialogue(expecting: selection.expect, typing: selection.typing),
      keyboard: selection.typing.isEmpty ? .none : .reader, seconds: seconds)
    let goal = BootGoal(selection, dialogue: dialogue)
    if let exception = dialogue.exception, !dialogue.isMatched {
      throw DiagnosticError(.bootException(exception, before: goal, lastLines: dialogue.lastLines))
    }
    switch ending {
    case .over(let seconds):
      console.progress("\(goal.text) appeared after \(seconds) s")
      return .fine
    case .timedOut:
      throw DiagnosticError(.bootTimedOut(goal, seconds: seconds, lastLines: dialogue.lastLines))
    case .exited(_, isSuccess: true) where goal.isEnd: return .fine
    case .exited(let status, _):
      throw DiagnosticError(
        .bootEnded("QEMU ended (\(status))", before: goal, lastLines: dialogue.lastLines))
    }
  }

  private func requireFile(_ path: String) throws(DiagnosticError) {
    switch files.kind(of: path) {
    case .file: return
    case nil: throw DiagnosticError(.fileMissing(path))
    case .folder: throw DiagnosticError(.fileUnreadable(path, reason: "it is a directory"))
    case .other: throw DiagnosticError(.fileUnreadable(path, reason: "it is not a regular file"))
    }
  }
}

/// The event that a run waits for, in words.
struct BootGoal {
  let text: String
  /// Whether it is the end of the guest.
  let isEnd: Bool

  init(_ selection: BootSelection, dialogue: ConsoleDialogue) {
    if let line = dialogue.pending.first {
      text = "the Shell's prompt for '\(line)'"
      isEnd = false
    } else if let expected = selection.expect {
      text = "'\(expected)'"
      isEnd = false
    } else {
      text = "the end of the guest"
      isEnd = true
    }
  }
}

/// The files of a firmware for QEMU. Files that QEMU writes to are copies.
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
    // Under QEMU alone its PEI phase waits for Xen for ever.
    if image.isForXen, !selection.extra.contains(where: { $0.lowercased().contains("xen") }) {
      throw DiagnosticError(.bootXenImage(code))
    }
    let machine = image.machine(selection)
    var store = selection.variables
    if store == nil { store = try Self.variables(beside: code, files: files) }

    let set: BootFirmware
    if let store {
      set = .split(
        code: try Self.copy(
          code, to: "\(scratch)/code.fd", machine: machine, files: files,
          isNeeded: machine.emulation.flashBank != nil),
        variables: try Self.copy(store, to: "\(scratch)/vars.fd", machine: machine, files: files))
    } else if image.hasVariableStore || machine.emulation.flashBank != nil {
      set = .unified(try Self.copy(code, to: "\(scratch)/flash.fd", machine: machine, files: files))
    } else {
      set = .memory(path: code)
    }
    command = QEMUCommand(
      machine: machine, firmware: set,
      directBoot: selection.kernel.map {
        QEMUCommand.DirectBoot(kernel: $0, initrd: selection.initrd, append: selection.append)
      }, disks: selection.disks, extraArguments: selection.extra)
  }

  /// The image itself; for a folder the code image, otherwise the image with all of flash.
  private static func imagePath(_ path: String, files: FileSystem) throws(DiagnosticError) -> String {
    try ImageLoader(files: files).imagePath(
      path, preferring: ["OVMF_CODE.fd", "QEMU_EFI.fd", "OVMF.fd"])
  }

  /// The variable store with the name that belongs to the code image.
  private static func variables(beside code: String, files: FileSystem) throws(DiagnosticError) -> String? {
    let path = FilePath(code)
    guard let name = path.lastComponent?.string else { return nil }
    var candidates = [name.replacing("_CODE", with: "_VARS"), name.replacing("_EFI", with: "_VARS")]
    // Secure Boot builds use the same store.
    candidates.append(name.replacing("_CODE", with: "_VARS").replacing(".secboot", with: ""))
    return candidates.filter { $0 != name }
      .map { path.removingLastComponent().appending($0).string }
      .first { files.kind(of: $0) == .file }
  }

  /// A flash file; a copy if QEMU writes to it or if it must be padded to a flash bank.
  private static func copy(
    _ path: String, to copy: String, machine: QEMUMachine, files: FileSystem, isNeeded: Bool = true
  ) throws(DiagnosticError) -> FlashFile {
    var bytes = try files.contents(of: path)
    guard isNeeded else { return FlashFile(path: path, size: bytes.count) }
    var original: String? = path
    if let bank = machine.emulation.flashBank, bytes.count < bank {
      bytes += [UInt8](repeating: 0, count: bank - bytes.count)
      original = nil
    }
    try files.replace(copy, with: bytes, durably: false)
    return FlashFile(path: copy, size: bytes.count, original: original)
  }
}

extension FlashImage {
  fileprivate var hasVariableStore: Bool {
    allVolumes.contains { $0.fileSystem == FirmwareVolume.systemNVData }
  }

  /// Whether the image is one of OvmfXen or of kiln's xen platform, which has XenPlatformPei in place of PlatformPei.
  fileprivate var isForXen: Bool {
    let xenPlatformPei: GUID = "F112A6EE-993A-4F0B-8295-E52029D9B4BA"
    return allVolumes.contains { volume in volume.files.contains { $0.name == xenPlatformPei } }
  }

  /// The machine for the image, derived from its contents.
  fileprivate func machine(_ selection: BootSelection) -> QEMUMachine {
    let files = allVolumes.flatMap(\.files)
    let architecture = files.lazy.compactMap(\.architecture).first
    return QEMUMachine(
      architecture?.facts?.emulation ?? .x64, accelerator: selection.usesKVM ? .kvm : .tcg,
      memory: selection.memory,
      requiresSMM: files.contains { $0.type == .mmCore })
  }
}

extension Diagnostic {
  /// The last lines of the console.
  static func console(_ lines: [String]) -> [Note] {
    lines.isEmpty ? [Note("the console stayed silent")] : lines.map { Note("console: \($0)") }
  }

  static func bootXenImage(_ path: String) -> Diagnostic {
    Diagnostic(
      .bootXenImage, at: .file(path),
      "the image is one for guests of Xen: it has XenPlatformPei, which needs Xen, and QEMU alone was asked for",
      fix: "start it with --xen pvh or --xen hvm")
  }

  static func bootException(
    _ exception: String, before goal: BootGoal, lastLines: [String]
  ) -> Diagnostic {
    Diagnostic(
      .bootException, at: .commandLine,
      "the guest's processor raised an exception before \(goal.text) appeared: \(exception)",
      notes: console(lastLines),
      fix: "look up the address in the notes in the link map of the module that they name")
  }

  static func bootTimedOut(
    _ goal: BootGoal, seconds: Int, lastLines: [String], notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .bootTimeout, at: .commandLine, "\(goal.text) did not appear within \(seconds) s",
      notes: console(lastLines) + notes,
      fix: "raise --timeout, or read in the notes where the boot stands")
  }

  static func bootEnded(
    _ event: String, before goal: BootGoal, lastLines: [String], notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .bootEnded, at: .commandLine, "\(event) before \(goal.text) appeared",
      notes: console(lastLines) + notes,
      fix: "read the messages of QEMU, and the console in the notes")
  }
}
