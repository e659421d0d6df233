import Diagnostics
import Emulation
import FirmwareImage
import Host

/// `kiln boot --xen`: 0 if the expected text appeared, or, if none is expected, the guest powered off.
struct XenBoot {
  let selection: BootSelection
  let mode: BootSelection.XenMode
  /// A folder for this run only.
  let scratch: String
  let context: Context

  func run() async throws(DiagnosticError) -> ExitStatus {
    let (files, console, environment) = (context.files, context.console, context.environment)
    let guest = XenGuest(
      mode.guest, memory: selection.memory, hasDisk: !selection.disks.isEmpty,
      hasModule: selection.initrd != nil, commandLine: selection.append)
    let loader = ImageLoader(files: files)
    let path = try loader.imagePath(selection.image, preferring: ["OVMF.fd", "XEN_EFI.fd"])
    let image = try files.contents(of: path)
    if let problem = XenImage(image, path: path).problem(in: guest.mode) { throw DiagnosticError(problem) }
    // Otherwise Xen reports errors of the image itself; hvmloader would start any image.
    if guest.mode == .hvm { _ = try loader.load(path) }
    var module: [UInt8]?
    if let path = selection.initrd { module = try files.contents(of: path) }

    let machine = XenHost(
      guest: guest, disk: selection.disks.first.map(files.absolute), extraArguments: selection.extra)
    let moduleFolder = try await QEMUModules(files: files, console: console, environment: environment)
      .prepare(for: machine.executable, in: scratch)
    let store = XenStore(files: files, console: console, environment: environment)
    let host = try await store.host(guest.mode.platform)
    let programs = [(XenHost.File.hypervisor, XenStore.Item.hypervisor), (XenHost.File.kernel, .kernel)]
    for (name, item) in programs { try files.link("\(scratch)/\(name)", to: "\(host)/\(item.rawValue)") }
    var ramDisk = try files.contents(of: "\(host)/\(XenStore.Item.ramDisk.rawValue)")
    if guest.mode == .hvm { ramDisk += try files.contents(of: try await store.deviceModel()) }
    ramDisk += Dom0Files.run(guest, image: image, module: module).bytes
    try files.replace("\(scratch)/\(XenHost.File.ramDisk)", with: ramDisk, durably: false)

    console.progress(ShellText.quoted([machine.executable] + machine.arguments))
    let runner = QEMURunner(
      executable: machine.executable, arguments: machine.arguments, scratch: scratch, folder: scratch,
      moduleFolder: moduleFolder, console: console, environment: environment)
    let seconds = selection.timeout ?? 300
    let (dialogue, ending) = try await runner.run(
      XenDialogue(ConsoleDialogue(expecting: selection.expect, typing: selection.typing)),
      keyboard: selection.typing.isEmpty ? selection.isInteractive ? .user : .none : .reader,
      seconds: selection.isInteractive && selection.timeout == nil ? nil : seconds)
    return try XenOutcome(
      selection: selection, seconds: seconds, dialogue: dialogue, ending: ending,
      log: (try? files.contents(of: "\(scratch)/\(XenHost.File.log)")) ?? [], console: console
    ).status()
  }
}

extension BootSelection.XenMode {
  fileprivate var guest: XenGuest.Mode {
    switch self {
    case .pvh: .pvh
    case .hvm: .hvm
    case .arm: .arm
    }
  }
}

/// The result of a run of Xen.
private struct XenOutcome {
  let selection: BootSelection
  let seconds: Int
  let dialogue: XenDialogue
  let ending: QEMURunner.Ending
  /// Output of Xen and of dom0's kernel.
  let log: [UInt8]
  let console: Console

  func status() throws(DiagnosticError) -> ExitStatus {
    if let failure = dialogue.failure {
      throw DiagnosticError(.dom0Failed(failure.step, said: failure.said, notes: notes))
    }
    let goal = BootGoal(selection, dialogue: dialogue.dialogue)
    let lines = dialogue.dialogue.lastLines
    switch ending {
    case .over(let seconds) where dialogue.dialogue.isMatched:
      console.progress("\(goal.text) appeared after \(seconds) s")
      return .fine
    case .over(let seconds) where goal.isEnd && dialogue.ended == .powerOff:
      console.progress("the guest powered off after \(seconds) s")
      return .fine
    case .over:
      let event = "the guest ended (\(dialogue.ended.map(String.init(describing:)) ?? "unknown"))"
      if goal.isEnd { throw DiagnosticError(.guestEndedBadly(event, lastLines: lines, notes: notes)) }
      throw DiagnosticError(.bootEnded(event, before: goal, lastLines: lines, notes: notes))
    case .timedOut where !dialogue.hasGuest:
      throw DiagnosticError(.xenTimedOut(seconds: seconds, notes: notes))
    case .timedOut:
      throw DiagnosticError(.bootTimedOut(goal, seconds: seconds, lastLines: lines, notes: notes))
    case .exited(let status, _):
      throw DiagnosticError(
        .bootEnded("QEMU ended (\(status))", before: goal, lastLines: lines, notes: notes))
    }
  }

  /// The maximum number of Xen's lines in a diagnostic.
  private static let shownLines = 16

  /// The prefix of Xen's many lines about the state of a new guest.
  private static let noise = "(XEN) HVM"

  /// The last lines of Xen, and, before the guest runs, of dom0's kernel.
  private var notes: [Diagnostic.Note] {
    let lines = log.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { (!dialogue.hasGuest || $0.hasPrefix("(XEN)")) && !$0.hasPrefix(Self.noise) }
    return lines.suffix(Self.shownLines).map { Diagnostic.Note("Xen: \($0)") }
  }
}

extension Diagnostic {
  static func dom0Failed(_ step: String, said: [String], notes: [Note]) -> Diagnostic {
    Diagnostic(
      .xenFailed, at: .commandLine, "step '\(step)' failed in dom0",
      transcript: said.joined(separator: "\n"), notes: notes,
      fix: step == "xl create"
        ? "read the transcript of xl; for x86, a PVH guest needs an ELF header with Xen's note, which 'kiln pvh' checks"
        : nil)
  }

  static func guestEndedBadly(_ event: String, lastLines: [String], notes: [Note]) -> Diagnostic {
    Diagnostic(
      .guestEnded, at: .commandLine, "expected the guest to power off, but \(event)",
      notes: console(lastLines) + notes,
      fix:
        "read the console and Xen's messages in the notes; if the guest is meant to end so, give --expect 'guest ended: reboot'"
    )
  }

  static func xenTimedOut(seconds: Int, notes: [Note]) -> Diagnostic {
    Diagnostic(
      .xenTimeout, at: .commandLine, "Xen did not start the guest within \(seconds) s", notes: notes,
      fix: "raise --timeout, or read in the notes how far Xen came")
  }
}
