import ArgumentParser
import KilnDriver

struct Boot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start an image in QEMU.",
    discussion: """
      Shows the guest's console. With --expect, ends as soon as the text appears: exit code 0 when it \
      came, 1 when the time ran out or QEMU ended first.
      """)

  @Argument(help: "OVMF.fd, OVMF_CODE.fd (its OVMF_VARS.fd beside it is used), or a folder that holds them.")
  var image: String

  @Option(help: "The variable store that goes with a CODE image; the file itself is never written to.")
  var vars: String?

  @Option(help: "Guest memory in MiB.")
  var memory = 256

  @Option(help: "The text to wait for on the console.")
  var expect: String?

  @Option(help: "Seconds to wait for it.")
  var timeout = 120

  @Option(help: "The accelerator: tcg or kvm.")
  var accel = "tcg"

  @Option(help: "A kernel to start through the firmware.")
  var kernel: String?

  @Option(help: "The kernel's initial RAM disk.")
  var initrd: String?

  @Option(help: "The kernel's command line.")
  var append: String?

  @Argument(parsing: .postTerminator, help: "More arguments for QEMU, after '--'.")
  var qemuArguments: [String] = []

  func validate() throws {
    guard memory > 0 else { throw ValidationError("--memory must be positive.") }
    guard timeout > 0 else { throw ValidationError("--timeout must be positive.") }
    guard ["tcg", "kvm"].contains(accel) else { throw ValidationError("--accel is tcg or kvm.") }
  }

  func run() async throws {
    try finish(
      await Driver(console: Console()).boot(
        BootSelection(
          image: image, variables: vars, memory: memory, expect: expect, timeout: timeout,
          usesKVM: accel == "kvm", kernel: kernel, initrd: initrd, append: append, extra: qemuArguments)))
  }
}
