import Testing
import Vocabulary

/// Numbers are those of the PE/COFF specification ("Machine Types") and of the ELF gABI's `e_machine`.
@Suite struct ArchitectureTests {
  @Test(arguments: [
    (UInt16(0x014C), Architecture.ia32), (0x8664, .x64), (0x01C2, .arm), (0x01C0, .arm), (0xAA64, .aarch64),
    (0x5064, .riscv64), (0x6264, .loongArch64), (0x0EBC, .ebc),
  ])
  func machinesOfPE(number: UInt16, architecture: Architecture) {
    #expect(Architecture(peMachine: number) == architecture)
  }

  @Test(arguments: [
    (UInt16(3), 4, Architecture.ia32), (62, 8, .x64), (40, 4, .arm), (183, 8, .aarch64), (243, 8, .riscv64),
    (258, 8, .loongArch64),
  ])
  func machinesOfELF(number: UInt16, pointerSize: Int, architecture: Architecture) {
    #expect(Architecture(elfMachine: number, pointerSize: pointerSize) == architecture)
  }

  @Test func unknownOnesAreNamesWithoutFacts() {
    #expect(Architecture(peMachine: 0x77C0) == nil)
    #expect(Architecture(elfMachine: 243, pointerSize: 4) == nil)
    #expect(!Architecture("IPF").isKnown)
    #expect(Architecture("x64") == .x64)
  }

  @Test func emulatorsOf64BitsRun32BitFirmware() {
    #expect(Architecture.runnable(onDescriptorTarget: "x86_64") == [.x64, .ia32])
    #expect(Architecture.runnable(onDescriptorTarget: "i386") == [.ia32])
    #expect(Architecture.runnable(onDescriptorTarget: "aarch64") == [.aarch64, .arm])
    #expect(Architecture.runnable(onDescriptorTarget: "riscv64") == [.riscv64])
    #expect(Architecture.runnable(onDescriptorTarget: "sparc64") == nil)
  }

  @Test func qualifiersApplyToAllOrToOne() {
    #expect(Qualifier<Architecture>("common").includes(.x64))
    #expect(Qualifier<Architecture>("ia32").includes(.ia32))
    #expect(!Qualifier<Architecture>("ia32").includes(.x64))
    #expect([Qualifier<ModuleType>.only(.peim), .only(.sec)].include(.sec))
  }

  @Test func namesOfAnFDFAreEqualWhateverTheirCase() {
    #expect(VolumeName("FvMain") == VolumeName("FVMAIN"))
    #expect(Set([DeviceName("OVMF"), DeviceName("Ovmf")]).count == 1)
    #expect(VolumeName("FvMain").description == "FvMain")
  }
}
