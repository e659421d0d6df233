package import Vocabulary

/// The emulated machine: what a firmware platform is made for, and what the host can do.
package struct QEMUMachine: Hashable, Sendable {
  package enum Accelerator: String, Sendable {
    /// Translation: anywhere, and on any architecture.
    case tcg
    /// The host's own processor; needs /dev/kvm and a host of the same architecture.
    case kvm
  }

  /// The machine that firmware for one architecture is made for.
  package var emulation: Architecture.Emulation
  package var accelerator: Accelerator
  /// In MiB.
  package var memory: Int
  /// The firmware keeps its variables behind system management mode (`SMM_REQUIRE`): flash may only
  /// be written from there. x86 only.
  package var requiresSMM: Bool

  package init(
    _ emulation: Architecture.Emulation, accelerator: Accelerator = .tcg, memory: Int = 256,
    requiresSMM: Bool = false
  ) {
    self.emulation = emulation
    self.accelerator = accelerator
    self.memory = memory
    self.requiresSMM = requiresSMM
  }

  /// The program to run.
  package var executable: String { "qemu-system-\(emulation.program)" }

  var arguments: [String] {
    var machine = emulation.machine
    machine += ",accel=\(accelerator.rawValue)"
    if requiresSMM { machine += ",smm=on" }
    var arguments = ["-machine", machine, "-m", String(memory)]
    if let processor { arguments += ["-cpu", processor] }
    if requiresSMM {
      arguments += ["-global", "driver=cfi.pflash01,property=secure,value=on"]
      // OVMF's SMM drivers stop when the chip set offers S3 and nothing saves their state for it.
      arguments += ["-global", "ICH9-LPC.disable_s3=1"]
    }
    return arguments
  }

  private var processor: String? { accelerator == .kvm ? "host" : emulation.processor }
}
