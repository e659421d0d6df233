extension ImageConversion {
  /// What GenFw does differently with relocations from release to release of edk2.
  ///
  /// The default is the newest stable release, edk2-stable202605.
  package struct RelocationRules: Equatable, Sendable {
    package var loongArchPairing = LoongArchPairing.adjacent
    /// Whether an LEA with R_X86_64_REX_GOTPCRELX is taken for a load from the global offset table, as before
    /// edk2-stable202411 (commit 051ef932bd19). LLD leaves that relocation on a load that it made an LEA. The
    /// result is wrong code.
    package var takesRelaxedLoadsForLoads = false
    /// Whether an ADR with R_AARCH64_ADR_GOT_PAGE gets a distance in pages instead of one in bytes, as before
    /// edk2-stable202402 (commit 5d533bbc2773). ld makes such an ADR of an ADRP to work around erratum 843419
    /// of Cortex-A53. The result is wrong code.
    package var countsPagesInADR = false

    package init() {}
  }

  /// How GenFw finds the instruction with the lower bits of an address that belongs to one with the upper bits.
  package enum LoongArchPairing: Sendable {
    /// It is the next one, for which objects are compiled with `-mno-explicit-relocs`.
    case adjacent
    /// It is one behind it with the same symbol and addend, as on edk2's master since 2026-06-22 (commits
    /// 1416dcb8df17 and 0225975462ae). Absolute addresses move with the section of their target, too.
    case bySymbol
  }
}
