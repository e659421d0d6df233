extension BaseToolsBehaviour {
  private static let genFw = "Source/C/GenFw/GenFw.c"
  private static let converter = "Source/C/GenFw/Elf64Convert.c"

  package static let nxCompatible = Self(
    "nx-compat", "da219919538b679d", since: .stable202311, .has(genFw, "IsNxCompatCompliant"), .followed,
    "GenFw sets NX_COMPAT in PE32+ images whose section alignment is a multiple of 4 KiB.")

  package static let propertyNotes = Self(
    "cfi-note", "b62d7ac97b67e192", since: .stable202305, .has(converter, "ParseNoteSection"), .followed,
    "GenFw writes DllCharacteristicsEx when the ELF file has a GNU property for BTI or IBT, which needs a compiler"
      + " that enables these by default, or flags.")

  package static let riscVPropertyNotes = Self(
    "cfi-note-riscv", "b7d91dbe8a3c25cd", since: .stable202511,
    .has(converter, "GNU_PROPERTY_RISCV64_FEATURE_1_AND"), .followed,
    "GenFw does the same for RISC-V's landing pads.")

  package static let relaxedTableReferences = Self(
    "x64-relaxed-got", "051ef932bd1911ac", since: .stable202411, .has(converter, "Targ[-2] == 0x8d"),
    .followed,
    "GenFw leaves R_X86_64_REX_GOTPCRELX at a LEA alone, which only LLD writes.")

  package static let nearTablePages = Self(
    "aarch64-adr-got", "5d533bbc27732a42", since: .stable202402,
    .has(converter, "Calculate the offset for an ADR."), .followed,
    "GenFw computes R_AARCH64_ADR_GOT_PAGE at an ADR, which the linker writes for erratum 843419, as a distance in"
      + " bytes.")

  package static let emptyRelocations = Self(
    "none-relocations", "8d0afac1d225290f", since: .stable202602,
    .has(converter, "We can ignore R_*_NONE relocations"), .always,
    "GenFw passes over relocations of type 0 with an undefined symbol; it stopped before.")

  package static let loongArchNumbers = Self(
    "loongarch-relocation-numbers", "c70d91442889078e", since: .stable202311,
    .has("Source/C/GenFw/elf_common.h", "R_LARCH_RELAX ", " 100"), .always,
    "GenFw knows the relocations of newer compilers; it stopped before.")

  package static let loongArchPairs = Self(
    "loongarch-pc-pairs", "0225975462ae28b2", since: .master202608, .has(converter, "PairHiCoffRva"),
    .followed,
    "GenFw finds the high half of each low half, where it took the next instruction for it.")

  package static let imageVersion = Self(
    "image-version", "47b0261613388d6a", since: .stable202511, .has(genFw, "\"--image-version\""), .followed,
    "GENFW_FLAGS may have --image-version MAJOR.MINOR.")

  package static let handlersWithoutSymbols = Self(
    "prm-without-symbols", "7a3bcd6684c44928", since: .stable202511,
    .has(converter, "no export symbols were found"), .refused,
    "GenFw --prm stops if the module exports nothing. kiln refuses --prm, which no module of a firmware image of edk2"
      + " has.")

  package static let buildIdentifiers = Self(
    "build-id", "27ac8fac0b61e6b4", since: .master202608, .has(genFw, "\"--build-id\""), .always,
    "GENFW_FLAGS may have --build-id, which copies the linker's build ID into a section .bldid.")

  package static let armIsGone = Self(
    "arm-removed", "2ff173af128e7078", since: .stable202511,
    .lacks("Source/Python/Common/DataType.py", "TAB_ARCH_ARM "), .fromTree,
    "The architecture ARM is gone: packages do not support it, and tools_def has no compiler for it.")

  package static let salIsGone = Self(
    "sal-removed", "98d1f8a6fd94c328", since: .stable202511,
    .lacks("Source/Python/Common/DataType.py", "DXE_SAL_DRIVER"), .always,
    "The module types of Itanium are gone. kiln still accepts the names; no module has them.")

  /// GenFw.
  static let images = [
    nxCompatible, propertyNotes, riscVPropertyNotes, relaxedTableReferences, nearTablePages, emptyRelocations,
    loongArchNumbers, loongArchPairs, imageVersion, handlersWithoutSymbols, buildIdentifiers, armIsGone,
    salIsGone,
  ]
}
