/// The emulated machine: what a firmware platform is made for, and what the host can do.
package struct QEMUMachine: Hashable, Sendable {
  package enum Architecture: String, Sendable, CaseIterable {
    /// Also for IA32 firmware, which starts in the same mode.
    case x86 = "x86_64"
    case aarch64 = "aarch64"
    case arm = "arm"
  }

  package enum Accelerator: String, Sendable {
    /// Translation: anywhere, and on any architecture.
    case tcg
    /// The host's own processor; needs /dev/kvm and a host of the same architecture.
    case kvm
  }

  package var architecture: Architecture
  package var accelerator: Accelerator
  /// In MiB.
  package var memory: Int
  /// The firmware keeps its variables behind system management mode (`SMM_REQUIRE`): flash may only
  /// be written from there. x86 only.
  package var requiresSMM: Bool

  package init(
    _ architecture: Architecture, accelerator: Accelerator = .tcg, memory: Int = 256,
    requiresSMM: Bool = false
  ) {
    self.architecture = architecture
    self.accelerator = accelerator
    self.memory = memory
    self.requiresSMM = requiresSMM
  }

  /// The program to run.
  package var executable: String { "qemu-system-\(architecture.rawValue)" }

  var arguments: [String] {
    var machine = architecture == .x86 ? "q35" : "virt"
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

  /// `virt` would start AARCH64 firmware on a 32-bit processor; the other defaults are right.
  private var processor: String? {
    switch (architecture, accelerator) {
    case (_, .kvm): "host"
    case (.aarch64, .tcg): "cortex-a57"
    case (.arm, .tcg): "cortex-a15"
    case (.x86, .tcg): nil
    }
  }
}
