import Bytes
import ObjectFormats
import TestSupport
import Testing
import Vocabulary

/// Hand-made ELF files against what edk2's own GenFw made of them.
@Suite struct GenFwTests {
  static let cases: [(name: String, elf: ELFBuilder, image: [UInt8], withoutDebugData: [UInt8])] = [
    ("x64", TinyELF.x64, GenFwFixtures.x64, GenFwFixtures.x64WithoutDebugData),
    ("ia32", TinyELF.ia32, GenFwFixtures.ia32, GenFwFixtures.ia32WithoutDebugData),
    ("arm", TinyELF.arm, GenFwFixtures.arm, GenFwFixtures.armWithoutDebugData),
    ("aarch64", TinyELF.aarch64, GenFwFixtures.aarch64, GenFwFixtures.aarch64WithoutDebugData),
    (
      "aarch64-pages", TinyELF.aarch64Pages, GenFwFixtures.aarch64Pages,
      GenFwFixtures.aarch64PagesWithoutDebugData
    ),
    ("riscv64", TinyELF.riscv64, GenFwFixtures.riscv64, GenFwFixtures.riscv64WithoutDebugData),
    (
      "loongarch64", TinyELF.loongArch64, GenFwFixtures.loongArch64,
      GenFwFixtures.loongArch64WithoutDebugData
    ),
  ]

  private func conversion(_ name: String, _ flags: [String] = []) throws -> ImageConversion {
    let subsystem = try #require(Subsystem(moduleType: "DXE_DRIVER"))
    return try #require(ImageConversion(subsystem: subsystem, symbolPath: "\(name).dll", flags: flags))
  }

  @Test func imagesOfEveryMachineAreGenFws() throws {
    for (name, elf, image, withoutDebugData) in Self.cases {
      let elf = try ELFImage(parsing: elf.bytes()[...])
      #expect(try conversion(name).image(of: elf) == image, "\(name)")
      #expect(try conversion(name, ["--zero"]).image(of: elf) == withoutDebugData, "\(name) --zero")
    }
  }

  /// Extended characteristics come before the reference to the symbols, and are not wiped.
  @Test func landingPadsAreSaidAsGenFwSaysThem() throws {
    let elf = try ELFImage(parsing: TinyELF.notes.bytes()[...])
    var marking = try conversion("notes")
    marking.marksLandingPads = true
    #expect(try marking.image(of: elf) == GenFwFixtures.notes)
    marking.wipesDebugData = true
    #expect(try marking.image(of: elf) == GenFwFixtures.notesWithoutDebugData)
    let entries = try PEImage(parsing: GenFwFixtures.notes[...]).debugEntries
    #expect(entries.map(\.type) == [20, 2])
    let before = try PEImage(parsing: conversion("notes").image(of: elf)[...])
    #expect(before.debugEntries.map(\.type) == [2])
    #expect(before.codeView?.path == "notes.dll")
  }

  /// Shadow stacks alone are no landing pads, nor is the property of another machine.
  @Test(arguments: [(UInt16(62), UInt8(2)), (3, 1), (258, 1)]) func otherNotesSayNothing(
    machine: UInt16, features: UInt8
  ) throws {
    var builder = TinyELF.notes
    builder.machine = machine
    builder.sections[2].bytes[24] = features
    #expect(try !ELFImage(parsing: builder.bytes()[...]).hasLandingPads)
  }

  /// BTI and Zicfilp have their own number (psABIs of AArch64 and RISC-V).
  @Test(arguments: [UInt16(183), 243]) func landingPadsOfOtherMachines(machine: UInt16) throws {
    var builder = TinyELF.notes
    builder.machine = machine
    #expect(try !ELFImage(parsing: builder.bytes()[...]).hasLandingPads)
    builder.sections[2].bytes[16] = 0
    #expect(try ELFImage(parsing: builder.bytes()[...]).hasLandingPads)
  }

  @Test func aShortNoteSaysNothing() throws {
    for count in 0..<28 {
      var builder = TinyELF.notes
      builder.sections[2].bytes = Array(builder.sections[2].bytes.prefix(count))
      #expect(try !ELFImage(parsing: builder.bytes()[...]).hasLandingPads)
    }
  }

  @Test func aBuildIdentifierIsKeptAsGenFwKeepsIt() throws {
    let elf = try ELFImage(parsing: TinyELF.notes.bytes()[...])
    var keeping = try conversion("notes", ["--build-id"])
    keeping.marksLandingPads = true
    #expect(elf.hasBuildIdentifier)
    #expect(try keeping.image(of: elf) == GenFwFixtures.notesWithBuildIdentifier)
    let without = try ELFImage(parsing: TinyELF.x64.bytes()[...])
    #expect(!without.hasBuildIdentifier)
    let image = try PEImage(parsing: conversion("x64", ["--build-id"]).image(of: without)[...])
    #expect(image.sections.map(\.name) == [".text", ".data", ".rsrc", ".reloc"])
  }

  /// A file may lie anywhere in a slice.
  @Test func aSliceIsAsGoodAsAFile() throws {
    let padded = [UInt8](repeating: 0xEE, count: 5) + TinyELF.x64.bytes() + [1, 2, 3]
    let elf = try ELFImage(parsing: padded[5...])
    #expect(try conversion("x64").image(of: elf) == GenFwFixtures.x64)
  }

  @Test func anACPITableIsGenFws() throws {
    let elf = try ELFImage(parsing: TinyELF.acpi.bytes()[...])
    #expect(try conversion("acpi").acpiTable(of: elf) == GenFwFixtures.acpi)
    // GenFw takes no other flag with -c, and so leaves the path in.
    #expect(try conversion("acpi", ["--zero"]).acpiTable(of: elf) == GenFwFixtures.acpi)
  }

  @Test func anHIISectionIsGenFws() {
    let first: [UInt8] = [0x0C, 0, 0, 2] + Array("abcdefgh".utf8)
    let second: [UInt8] = [7, 0, 0, 4] + Array("xyz".utf8)
    #expect(
      HIIResource.section(packages: [first, second], list: "01234567-89AB-CDEF-0123-456789ABCDEF")
        == GenFwFixtures.hii)
  }

  @Test(arguments: ["--convert", "-e", "--keep", "-zz"]) func otherFlagsAreForOtherInput(flag: String) {
    #expect(
      ImageConversion(subsystem: .application, symbolPath: "", flags: ["--zero", flag]) == nil)
  }

  @Test func subsystemsOfModuleTypes() {
    // BaseTools/Source/C/GenFw/GenFw.c, `main`, where -e is read.
    for (type, subsystem) in [
      ("SEC", Subsystem.bootServiceDriver), ("PEIM", .bootServiceDriver), ("SMM_CORE", .bootServiceDriver),
      ("UEFI_APPLICATION", .application), ("dxe_runtime_driver", .runtimeDriver),
      ("DXE_SAL_DRIVER", .salRuntimeDriver),
    ] {
      #expect(Subsystem(moduleType: ModuleType(type)) == subsystem)
    }
    #expect(Subsystem(moduleType: "USER_DEFINED") == nil)
  }
}
