extension Architecture {
  /// All facts about one architecture. A new architecture needs a row here and a `MachineRelocator`.
  package struct Facts: Sendable {
    package let architecture: Architecture
    /// `Machine` of a PE or TE header (PE/COFF specification, "Machine Types").
    package let peMachine: UInt16
    /// `e_machine` of an ELF header (ELF gABI); EM_NONE (0) if no ELF linker generates code for it.
    package let elfMachine: UInt16
    /// Size of a pointer in bytes: 4 or 8.
    package let pointerSize: Int
    /// The folder of this architecture's headers in MdePkg/Include, and the suffix of its host tools' folder.
    package let includeFolder: String
    /// The family with the same assembler and instruction set.
    package let family: Family
    /// The processor in the target of a GNU compiler, such as `aarch64` in `aarch64-linux-gnu`; nil if there is none.
    package let gnuProcessor: String?
    /// What Debian's cross compilers have in front of their names; empty for those of a usual machine.
    package let debianPrefix: String
    /// The emulator's names; nil for code without a machine.
    package let emulation: Emulation?
  }

  package enum Family: Sendable { case x86, arm, riscv, loongArch, byteCode }

  /// The names that QEMU uses.
  package struct Emulation: Hashable, Sendable {
    /// The program is `qemu-system-<program>`. Firmware for IA32 runs in the x86-64 one, which starts in the
    /// same mode.
    package let program: String
    /// The target in a firmware descriptor (QEMU `docs/interop/firmware.json`, `FirmwareArchitecture`).
    package let descriptorTarget: String
    /// The machine type for which edk2 has firmware of this architecture.
    package let machine: String
    /// The device of the firmware's first serial console, as Linux names it.
    package let console: String
    /// The processor for TCG if the machine's default is not suitable; otherwise nil.
    package let processor: String?
    /// Size of each flash device of the machine in bytes; nil if the image determines it.
    package let flashBank: Int?
    /// Whether DEBUG builds write to I/O port 0x402. Other architectures use the serial console.
    package let hasDebugPort: Bool
  }

  package static var known: [Architecture] { Facts.all.map(\.architecture) }

  package var facts: Facts? { Facts.all.first { $0.architecture == self } }

  /// Whether kiln has facts about it.
  package var isKnown: Bool { facts != nil }
  package var isX86: Bool { facts?.family == .x86 }
  package var isARM: Bool { facts?.family == .arm }
  /// Size of a pointer in bytes; 8 for an unknown architecture.
  package var pointerSize: Int { facts?.pointerSize ?? 8 }

  /// - Parameter peMachine: `Machine` of a PE or TE header.
  package init?(peMachine: UInt16) {
    let number = peMachine == Facts.armWithoutThumb ? Facts.armWithThumb : peMachine
    guard let facts = Facts.all.first(where: { $0.peMachine == number }) else { return nil }
    self = facts.architecture
  }

  /// - Parameters:
  ///   - elfMachine: `e_machine` of an ELF header.
  ///   - pointerSize: 4 for ELFCLASS32, 8 for ELFCLASS64, as RISC-V and LoongArch have one machine number for
  ///     both.
  package init?(elfMachine: UInt16, pointerSize: Int) {
    let match = Facts.all.first { $0.elfMachine == elfMachine && $0.pointerSize == pointerSize }
    guard let match else { return nil }
    self = match.architecture
  }
}

extension Architecture {
  /// The architectures of firmware that the emulator for a descriptor's `target` can run. 64-bit emulators also
  /// run 32-bit firmware.
  package static func runnable(onDescriptorTarget target: String) -> Set<Architecture>? {
    guard let emulator = Facts.all.first(where: { $0.emulation?.descriptorTarget == target }) else {
      return nil
    }
    let runnable = Facts.all.filter {
      $0.family == emulator.family && $0.pointerSize <= emulator.pointerSize
    }
    return Set(runnable.map(\.architecture))
  }
}

extension Architecture.Facts {
  /// IMAGE_FILE_MACHINE_ARM. edk2's tools write IMAGE_FILE_MACHINE_ARMTHUMB_MIXED in every header for ARM.
  package static let armWithoutThumb: UInt16 = 0x01C0
  package static let armWithThumb: UInt16 = 0x01C2

  package static let all: [Architecture.Facts] = [ia32, x64, arm, aarch64, riscv64, loongArch64, ebc]

  package static let ia32 = Architecture.Facts(
    architecture: .ia32, peMachine: 0x014C, elfMachine: 3, pointerSize: 4, includeFolder: "Ia32",
    family: .x86, gnuProcessor: "i686", debianPrefix: "", emulation: .ia32)
  package static let x64 = Architecture.Facts(
    architecture: .x64, peMachine: 0x8664, elfMachine: 62, pointerSize: 8, includeFolder: "X64",
    family: .x86, gnuProcessor: "x86_64", debianPrefix: "", emulation: .x64)
  package static let arm = Architecture.Facts(
    architecture: .arm, peMachine: armWithThumb, elfMachine: 40, pointerSize: 4, includeFolder: "Arm",
    family: .arm, gnuProcessor: "arm", debianPrefix: "arm-linux-gnueabi-", emulation: .arm)
  package static let aarch64 = Architecture.Facts(
    architecture: .aarch64, peMachine: 0xAA64, elfMachine: 183, pointerSize: 8, includeFolder: "AArch64",
    family: .arm, gnuProcessor: "aarch64", debianPrefix: "aarch64-linux-gnu-", emulation: .aarch64)
  package static let riscv64 = Architecture.Facts(
    architecture: .riscv64, peMachine: 0x5064, elfMachine: 243, pointerSize: 8, includeFolder: "RiscV64",
    family: .riscv, gnuProcessor: "riscv64", debianPrefix: "riscv64-linux-gnu-", emulation: .riscv64)
  package static let loongArch64 = Architecture.Facts(
    architecture: .loongArch64, peMachine: 0x6264, elfMachine: 258, pointerSize: 8,
    includeFolder: "LoongArch64", family: .loongArch, gnuProcessor: "loongarch64",
    debianPrefix: "loongarch64-linux-gnu-", emulation: .loongArch64)
  package static let ebc = Architecture.Facts(
    architecture: .ebc, peMachine: 0x0EBC, elfMachine: 0, pointerSize: 8, includeFolder: "Ebc",
    family: .byteCode, gnuProcessor: nil, debianPrefix: "", emulation: nil)
}

extension Architecture.Emulation {
  package static let ia32 = Self(
    program: "x86_64", descriptorTarget: "i386", machine: "q35", console: "ttyS0", processor: nil,
    flashBank: nil, hasDebugPort: true)
  package static let x64 = Self(
    program: "x86_64", descriptorTarget: "x86_64", machine: "q35", console: "ttyS0", processor: nil,
    flashBank: nil, hasDebugPort: true)
  package static let arm = Self(
    program: "arm", descriptorTarget: "arm", machine: "virt", console: "ttyAMA0", processor: "cortex-a15",
    flashBank: 64 << 20, hasDebugPort: false)
  /// The default processor of `virt` is a 32-bit one, which cannot run 64-bit firmware.
  package static let aarch64 = Self(
    program: "aarch64", descriptorTarget: "aarch64", machine: "virt", console: "ttyAMA0",
    processor: "cortex-a57", flashBank: 64 << 20, hasDebugPort: false)
  package static let riscv64 = Self(
    program: "riscv64", descriptorTarget: "riscv64", machine: "virt", console: "ttyS0", processor: nil,
    flashBank: 32 << 20, hasDebugPort: false)
  package static let loongArch64 = Self(
    program: "loongarch64", descriptorTarget: "loongarch64", machine: "virt", console: "ttyS0",
    processor: nil, flashBank: 16 << 20, hasDebugPort: false)
}
