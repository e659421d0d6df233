import ArgumentParser
import Host
import KilnDriver

struct Boot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start an image in QEMU, or in a guest of Xen.",
    discussion: """
      Shows the guest's console. With --expect, ends as soon as the text appears: exit code 0 when it \
      came, 1 when the time ran out or the guest ended first.

      With --xen, Debian's Xen runs in QEMU and starts the image as a guest, pvh or hvm; nothing of Xen \
      needs to be installed. How the guest ends stands on its console as 'guest ended: poweroff', \
      'reboot' or 'crash'; without --expect, anything but a poweroff is an error.
      """)

  @Argument(help: "OVMF.fd, OVMF_CODE.fd (its OVMF_VARS.fd beside it is used), or a folder that holds them.")
  var image: String

  @Option(help: "The variable store that goes with a CODE image; the file itself is never written to.")
  var vars: String?

  @Option(help: "Start the image in a guest of Xen: pvh or hvm.")
  var xen: String?

  @Option(help: "Guest memory in MiB.")
  var memory = 256

  @Option(help: "The text to wait for on the console, behind all that is typed.")
  var expect: String?

  @Option(
    name: .customLong("type"), parsing: .unconditionalSingleValue,
    help: "A line to type when the UEFI Shell asks for a command; may be repeated.")
  var typing: [String] = []

  @Option(help: "Seconds to wait. (default: 120, with --xen 300)")
  var timeout: Int?

  @Option(help: "The accelerator: tcg or kvm.")
  var accel = "tcg"

  @Option(help: "A kernel to start through the firmware.")
  var kernel: String?

  @Option(help: "The kernel's initial RAM disk.")
  var initrd: String?

  @Option(help: "The kernel's command line.")
  var append: String?

  @Option(help: "A raw disk image for the guest; the file itself is never written to.")
  var disk: String?

  @Argument(parsing: .postTerminator, help: "More arguments for QEMU, after '--'.")
  var qemuArguments: [String] = []

  func validate() throws {
    guard memory > 0 else { throw ValidationError("--memory must be positive.") }
    guard timeout ?? 1 > 0 else { throw ValidationError("--timeout must be positive.") }
    guard ["tcg", "kvm"].contains(accel) else { throw ValidationError("--accel is tcg or kvm.") }
    guard typing.allSatisfy({ !$0.contains(where: \.isNewline) }) else {
      throw ValidationError("--type takes one line; repeat it for more.")
    }
    guard let xen else { return }
    guard let mode = BootSelection.XenMode(rawValue: xen) else {
      throw ValidationError("--xen is pvh or hvm.")
    }
    guard vars == nil, kernel == nil else {
      throw ValidationError("--vars and --kernel do not go with --xen: there the image is all of it.")
    }
    guard accel == "tcg" else {
      throw ValidationError("--xen needs --accel tcg, which emulates the virtualisation that Xen uses.")
    }
    guard mode == .pvh || initrd == nil && append == nil else {
      throw ValidationError("--initrd and --append do not go with --xen hvm.")
    }
    // xl.cfg(5) has no escapes.
    guard append.map({ !$0.contains("\"") || !$0.contains("'") }) ?? true else {
      throw ValidationError("--append may have one kind of quotes only with --xen.")
    }
  }

  func run() async throws {
    try finish(
      await Driver(console: Console()).boot(
        BootSelection(
          image: image, variables: vars, memory: memory, expect: expect, typing: typing, timeout: timeout,
          usesKVM: accel == "kvm", kernel: kernel, initrd: initrd, append: append, disk: disk,
          xen: xen.flatMap(BootSelection.XenMode.init(rawValue:)), extra: qemuArguments)))
  }
}
