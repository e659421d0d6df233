import Bytes
import Inspection
import ObjectFormats
import Vocabulary

extension ImageIdentity {
  /// QEMU's -bios requires the size to be a multiple of this, in bytes (`x86_bios_rom_init`).
  private static let biosUnit = 0x10000

  /// The ways to start the image.
  static func startClaims(
    _ facts: ImageFacts, _ kind: Kind, _ search: PlatformSearch?, _ role: PlatformRole?,
    _ features: FeatureReading
  ) -> [Claim] {
    guard kind == .code || kind == .unified else { return [] }
    var claims: [Claim] = []
    if let search, let role {
      claims += usualStarts(facts, kind, role, features).map { start in
        Claim(
          "start", start.value, search.certainty,
          [Claim.Evidence("\(search.best.platform.name): \(start.reason)")])
      }
    }
    if let pvh = facts.pvh { claims.append(pvhClaim(facts, pvh)) }
    return claims
  }

  private static func usualStarts(
    _ facts: ImageFacts, _ kind: Kind, _ role: PlatformRole, _ features: FeatureReading
  ) -> [(value: String, reason: String)] {
    var found: [(String, String)] = []
    switch role.hypervisor {
    case .xen:
      if !role.isKernel, facts.resetVector != .none {
        found.append(("HVM", "xl's firmware_override; the image has a reset vector 0x10 before its end"))
      }
      if role.isKernel { found.append(("kernel", "xl's kernel=")) }
    case .bhyve: found.append(("bootrom", "bhyve -l bootrom,…"))
    case .kvmtool: found.append(("firmware", "lkvm run --firmware"))
    case .cloudHypervisor:
      if role.isKernel { found.append(("kernel", "--kernel, as an ARM kernel")) }
    case .qemu:
      if role.isKernel {
        found.append(("kernel", "-kernel"))
        break
      }
      let isX86 = facts.machines.contains { $0.architecture?.isX86 ?? false }
      if !role.isMeasured, features[.flashVariables] {
        found.append(
          (
            "pflash",
            kind == .code
              ? "code in one flash chip, variables in another" : "code and variables in one flash chip"
          ))
      }
      if !isX86 || facts.size % biosUnit == 0, !features[.requiresSMM] {
        found.append(("-bios", "the size is a multiple of 64 KiB; variables are lost at power-off"))
      }
    }
    return found
  }

  private static func pvhClaim(_ facts: ImageFacts, _ pvh: PVHSummary) -> Claim {
    var evidence = [
      Claim.Evidence("ELF\(pvh.bits) header for \(pvh.machine)", place: [0])
    ]
    var faults: [String] = []
    if let entry = pvh.entry {
      evidence.append(Claim.Evidence("note XEN_ELFNOTE_PHYS32_ENTRY \(entry.hexadecimal)"))
    } else {
      faults.append("there is no note with an entry")
    }
    if facts.resetVector != .pvhEntry {
      faults.append("the reset vector has no PVH entry")
    } else if pvh.entry != nil, pvh.entryOffset != facts.size - 0x30 {
      faults.append("the entry is not the reset vector's, 0x30 before the end")
    }
    let loads = pvh.segments.filter { $0.kind == "LOAD" }
    if loads.first.map({ $0.fileSize < UInt64(facts.size) }) ?? true {
      faults.append("only part of the image is loaded")
    }
    let divides = pvh.segments.contains { $0.kind == "NOTE" && $0.alignment == 0 }
    evidence += faults.map { Claim.Evidence($0) }
    if divides { evidence.append(Claim.Evidence("the note's p_align is 0, which crashes qemu -kernel")) }
    let value =
      faults.isEmpty ? (divides ? "PVH, but not with qemu -kernel" : "PVH") : "PVH, broken (see kiln pvh)"
    return Claim("start", value, .certain, evidence)
  }

  /// The variable store in the image, its contents, and the store that fits the code.
  static func storeClaims(_ facts: ImageFacts, _ fit: StoreFit?, _ role: PlatformRole?) -> [Claim] {
    var claims: [Claim] = []
    if let store = facts.store {
      let form = store.isAuthenticated ? "authenticated" : "plain"
      claims.append(
        Claim(
          "variable-store", "\(store.volumeSize) bytes, \(form)", .certain,
          [
            Claim.Evidence(
              "header of \(form) variables, \(store.size.hexadecimal) bytes for them"
                + (store.hasWorkingBlock ? ", followed by an FTW working block" : ""),
              place: store.place)
          ]))
      claims.append(layoutClaim(store))
      let keys = store.keys
      claims.append(
        Claim(
          "keys", keys.isEmpty ? "none" : keys.map(\.name).joined(separator: ", "), .certain,
          keys.isEmpty
            ? [Claim.Evidence("none of PK, KEK, db among \(store.variables.count) variables")]
            : keys.map {
              Claim.Evidence(
                "\($0.name), \($0.dataSize) bytes", guid: $0.vendor,
                place: store.place.dropLast() + [(store.place.last ?? 0) + $0.offset])
            }))
    }
    if let fit { claims.append(fitClaim(fit, role)) }
    return claims
  }

  private static func fitClaim(_ fit: StoreFit, _ role: PlatformRole?) -> Claim {
    let form = fit.needsAuthentication ? "authenticated" : "plain or authenticated"
    var evidence = [Claim.Evidence(fit.reason)]
    if fit.needsAuthentication {
      evidence.append(Claim.Evidence("Secure Boot needs authenticated variables for its keys"))
    }
    if let role, [.xen, .cloudHypervisor].contains(role.hypervisor) {
      evidence.append(
        Claim.Evidence("\(role.hypervisor.rawValue) gives guests no flash, so variables are kept in memory"))
    }
    return Claim(
      "fits-store",
      "\(fit.size) bytes, \(form)" + (fit.isPadded ? ", padded to the size of the flash chip" : ""),
      .likely, evidence)
  }

  private static func layoutClaim(_ store: ImageFacts.Store) -> Claim {
    let value =
      switch store.volumeSize {
      case 0x20000: "OVMF with 1 or 2 MB of flash"
      case 0x84000: "OVMF with 4 MB of flash"
      case 0xC0000: "edk2's virt platforms (ARM, RISC-V, LoongArch)"
      default: "unknown"
      }
    return Claim(
      "store-layout", value, value == "unknown" ? .possible : .likely,
      [Claim.Evidence("a volume of \(store.volumeSize.hexadecimal) bytes")])
  }
}

extension ImageFacts.Store {
  /// The Secure Boot variables PK, KEK, db and dbx.
  package var keys: [StoredVariable] {
    variables.filter { variable in
      variable.vendor == StoredVariable.global && ["PK", "KEK"].contains(variable.name)
        || variable.vendor == StoredVariable.imageSecurity && ["db", "dbx"].contains(variable.name)
    }
  }

  /// The names of those of PK, KEK and db that are missing.
  package var missingKeys: [String] {
    ["PK", "KEK", "db"].filter { name in !keys.contains { $0.name == name } }
  }
}
