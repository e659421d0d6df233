import ArgumentParser
import Host
import KilnDriver

struct Boot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start an image in QEMU or as a guest of Xen.",
    discussion: """
      Shows the guest's console. With --expect, ends as soon as the text appears. Exit code: 0 when the \
      text appeared, 1 when the time ran out or the guest ended first.

      The image decides which machine QEMU emulates: IA32 and X64 on q35; AARCH64, ARM, RISCV64 and \
      LOONGARCH64 on virt.

      With --xen, Debian's Xen runs in QEMU and starts the image as a PVH or HVM guest, or as a guest of Xen \
      on Arm. Xen need not be installed. The guest's end is written to its console as 'guest ended: poweroff', 'reboot' or \
      'crash'. Without --expect, any end but a poweroff is an error.
      """)

  @Argument(
    help: """
      OVMF.fd, OVMF_CODE.fd (with OVMF_VARS.fd in the same folder), an image for another architecture, or a folder \
      that contains them.
      """)
  var image: String

  @Option(help: "The variable store for a CODE image. The file is not modified.")
  var vars: String?

  @Option(help: "Start the image as a guest of Xen: pvh, hvm or arm.")
  var xen: String?

  @Option(help: "Guest memory in MiB.")
  var memory = 256

  @Option(help: "The text to wait for on the console, after all lines have been typed.")
  var expect: String?

  @Option(
    name: .customLong("type"), parsing: .unconditionalSingleValue,
    help: "A line to type at the prompt of the UEFI Shell; may be repeated.")
  var typing: [String] = []

  @Option(help: "Seconds to wait. (default: 120; with --xen: 300)")
  var timeout: Int?

  @Option(help: "The accelerator: tcg or kvm.")
  var accel = "tcg"

  @Option(help: "A kernel for the firmware to start.")
  var kernel: String?

  @Option(help: "The kernel's initial RAM disk.")
  var initrd: String?

  @Option(help: "The kernel's command line.")
  var append: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: "A raw disk image for the guest; may be repeated. The file is not modified.")
  var disk: [String] = []

  @Argument(parsing: .postTerminator, help: "Further arguments for QEMU, after '--'.")
  var qemuArguments: [String] = []

  func validate() throws {
    guard memory > 0 else {
      throw ValidationError("expected a positive number for --memory, found \(memory).")
    }
    guard timeout ?? 1 > 0 else {
      throw ValidationError("expected a positive number for --timeout, found \(timeout ?? 0).")
    }
    guard ["tcg", "kvm"].contains(accel) else {
      throw ValidationError("expected tcg or kvm for --accel, found '\(accel)'.")
    }
    guard typing.allSatisfy({ !$0.contains(where: \.isNewline) }) else {
      throw ValidationError("expected one line for --type; repeat the option to type more.")
    }
    guard let xen else { return }
    guard let mode = BootSelection.XenMode(rawValue: xen) else {
      throw ValidationError("expected pvh, hvm or arm for --xen, found '\(xen)'.")
    }
    guard vars == nil, kernel == nil else {
      throw ValidationError("--vars and --kernel cannot be used with --xen, which starts the image alone.")
    }
    guard accel == "tcg" else {
      throw ValidationError("--xen requires --accel tcg, which emulates the virtualisation that Xen uses.")
    }
    guard disk.count < 2 else {
      throw ValidationError("expected one --disk with --xen, found \(disk.count).")
    }
    guard mode != .hvm || initrd == nil && append == nil else {
      throw ValidationError("--initrd and --append cannot be used with --xen hvm.")
    }
    // xl.cfg(5) has no escapes.
    guard append.map({ !$0.contains("\"") || !$0.contains("'") }) ?? true else {
      throw ValidationError("with --xen, --append cannot contain both kinds of quotation marks.")
    }
  }

  func run() async throws {
    try finish(
      await BootCommand(
        BootSelection(
          image: image, variables: vars, memory: memory, expect: expect, typing: typing, timeout: timeout,
          usesKVM: accel == "kvm", kernel: kernel, initrd: initrd, append: append, disks: disk,
          xen: xen.flatMap(BootSelection.XenMode.init(rawValue:)), extra: qemuArguments),
        context: Context(Console())
      ).run())
  }
}
