package import Vocabulary

/// The emulated machine, and the accelerator that the host has for it.
package struct QEMUMachine: Hashable, Sendable {
  package enum Accelerator: String, Sendable {
    /// Translation by QEMU, which works on every host.
    case tcg
    /// The host's processor; requires /dev/kvm and a host of the same architecture.
    case kvm
  }

  /// The machine on which firmware for the architecture runs.
  package var emulation: Architecture.Emulation
  package var accelerator: Accelerator
  /// Memory in MiB.
  package var memory: Int
  /// Whether flash can only be written in system management mode, for firmware that protects its variables by
  /// SMM (`SMM_REQUIRE`). x86 only.
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

  /// The name of the QEMU program.
  package var executable: String { "qemu-system-\(emulation.program)" }

  var arguments: [String] {
    var machine = emulation.machine
    machine += ",accel=\(accelerator.rawValue)"
    if requiresSMM { machine += ",smm=on" }
    var arguments = ["-machine", machine, "-m", String(memory)]
    if let processor { arguments += ["-cpu", processor] }
    if requiresSMM {
      arguments += ["-global", "driver=cfi.pflash01,property=secure,value=on"]
      // OVMF's SMM drivers assert if the chipset supports S3 and no driver saves their state for it.
      arguments += ["-global", "ICH9-LPC.disable_s3=1"]
    }
    return arguments
  }

  private var processor: String? { accelerator == .kvm ? "host" : emulation.processor }
}
