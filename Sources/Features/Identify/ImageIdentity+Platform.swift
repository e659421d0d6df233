import Bytes
import FirmwareImage
import ObjectFormats
import Vocabulary

extension ImageIdentity {
  /// Claims about kind, platform, release, target and flags.
  static func identityClaims(
    _ facts: ImageFacts, _ kind: Kind, _ search: PlatformSearch?, _ role: PlatformRole?,
    _ catalogue: PlatformCatalogue
  ) -> [Claim] {
    var claims = [kindClaim(facts, kind)]
    guard facts.hasCode else { return claims }
    claims.append(platformClaim(facts, search, catalogue))
    if let search, let role { claims.append(hypervisorClaim(facts, search, role, catalogue)) }
    claims.append(architectureClaim(facts))
    claims += releaseClaim(facts, search, catalogue).map { [$0] } ?? []
    claims += targetClaim(facts).map { [$0] } ?? []
    claims += search.map { flagClaims(facts, $0, catalogue) } ?? []
    return claims
  }

  private static func kindClaim(_ facts: ImageFacts, _ kind: Kind) -> Claim {
    let cores = facts.files.filter { [.securityCore, .peiCore, .dxeCore].contains($0.type) }.prefix(3).map {
      Claim.Evidence("\($0.type)", guid: $0.guid, place: $0.place)
    }
    let store = facts.store.map { Claim.Evidence("variable store", place: $0.place) }.map { [$0] } ?? []
    let blank =
      facts.blankByte.map { [Claim.Evidence("every byte is \($0.hexadecimal)", place: [0])] } ?? []
    return Claim("kind", kind.rawValue, .certain, cores + store + blank)
  }

  private static func platformClaim(
    _ facts: ImageFacts, _ search: PlatformSearch?, _ catalogue: PlatformCatalogue
  ) -> Claim {
    guard let search else {
      return Claim(
        "platform", "unknown", .possible,
        [Claim.Evidence("no known platform places most of the \(facts.files.count) files")])
    }
    let best = search.best
    var evidence = [
      Claim.Evidence(
        "\(best.kept.count) of the \(best.kept.count + best.missing.count) files that it always places are present; of "
          + "\(facts.files.count) files in all, \(best.foreign.count) belong to other platforms and "
          + "\(best.unknown.count) to none")
    ]
    let shown = { (guid: GUID) in catalogue[guid] ?? "a file" }
    let alone = best.kept.filter { guid in
      !catalogue.platforms.contains { other in
        other.name != best.platform.name && other.files.contains { $0.guid == guid }
      }
    }
    evidence += alone.prefix(3).map {
      Claim.Evidence("\(shown($0)), which no other platform places", guid: $0, place: facts.file($0)?.place)
    }
    evidence += best.missing.prefix(3).map { Claim.Evidence("\(shown($0)) is missing", guid: $0) }
    evidence += best.foreign.prefix(3).map {
      Claim.Evidence("\(shown($0)) belongs to another platform", guid: $0, place: facts.file($0)?.place)
    }
    if facts.hasOwnResetVector {
      evidence.append(
        Claim.Evidence("kiln's reset vector: zeros behind the PVH entry's jump", place: [facts.size - 0x30]))
    }
    if let next = search.next {
      evidence.append(
        Claim.Evidence(
          "the next candidate is \(next.platform.name), with \(next.missing.count + next.partly.count) files missing "
            + "and \(next.foreign.count) that are not its own"
            + (next.hasRightMachines ? "" : ", for other processors")))
    }
    return Claim("platform", best.platform.name, search.certainty, evidence)
  }

  private static func hypervisorClaim(
    _ facts: ImageFacts, _ search: PlatformSearch, _ role: PlatformRole, _ catalogue: PlatformCatalogue
  ) -> Claim {
    let telling = [
      "XenIoPvhDxe", "XenPlatformPei", "XenBusDxe", "QemuKernelLoaderFsDxe", "QemuVideoDxe", "BhyveRfbDxe",
    ]
    let isXen = role.hypervisor == .xen
    let shown = facts.files.filter { file in
      guard let name = catalogue[file.guid], telling.contains(name) else { return false }
      return name.hasPrefix("Xen") == isXen
    }
    let evidence = shown.prefix(2).map {
      Claim.Evidence("module \(catalogue[$0.guid] ?? "")", guid: $0.guid, place: $0.place)
    }
    return Claim(
      "hypervisor", role.hypervisor.rawValue, search.certainty,
      evidence + [Claim.Evidence("\(search.best.platform.name) is for this hypervisor")])
  }

  private static func architectureClaim(_ facts: ImageFacts) -> Claim {
    let names = facts.machines.map(\.description)
    let evidence = facts.machines.compactMap { machine in
      facts.files.first { $0.machine == machine }.map {
        Claim.Evidence("\($0.type) for \(machine)", guid: $0.guid, place: $0.place)
      }
    }
    return Claim(
      "architecture", names.isEmpty ? "unknown" : names.joined(separator: "+"),
      names.isEmpty ? .possible : .certain, evidence)
  }

  private static func targetClaim(_ facts: ImageFacts) -> Claim? {
    let trace = facts.trace
    var evidence: [Claim.Evidence] = []
    if let path = trace.path { evidence.append(Claim.Evidence("path \(path.text)", place: path.place)) }
    if let said = trace.assertion {
      evidence.append(Claim.Evidence("ASSERT text: \(said.text)", place: said.place))
    } else if let core = trace.quietCore {
      evidence.append(Claim.Evidence("the DXE core contains no ASSERT text", place: core.place))
    }
    if let target = trace.pathTarget {
      let agrees = (target == .release) == (trace.assertion == nil)
      return Claim("target", target.name, agrees ? .certain : .likely, evidence)
    }
    guard !evidence.isEmpty else { return nil }
    // NOOPT builds contain these texts too.
    let target = trace.assertion == nil ? BuildTarget.release : .debug
    return Claim("target", target.name, .likely, evidence)
  }
}
