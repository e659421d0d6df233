import Bytes
import ObjectFormats

/// The features of a firmware image, derived from its modules and its GUID table.
package struct FeatureReading: Sendable {
  package enum Feature: String, CaseIterable, Sendable {
    case secureBoot = "secure-boot"
    case requiresSMM = "smm"
    case tpm12 = "tpm-1.2"
    case tpm2 = "tpm-2.0"
    case pxe
    case http
    case tls
    case iscsi
    case ipv4
    case ipv6
    case shell
    case acpiS3 = "acpi-s3"
    case amdSEV = "amd-sev"
    case amdSEVES = "amd-sev-es"
    case amdSEVSNP = "amd-sev-snp"
    case intelTDX = "intel-tdx"
    /// Keeps variables in flash.
    case flashVariables = "flash-variables"

    /// BASE_NAMEs of edk2's modules, any one of which provides the feature; empty if only the GUID table shows
    /// it.
    var modules: [String] {
      switch self {
      case .secureBoot: ["SecureBootConfigDxe"]
      case .requiresSMM: ["PiSmmIpl", "StandaloneMmIplPei", "StandaloneMmCore"]
      case .tpm12: ["TcgDxe"]
      case .tpm2: ["Tcg2Dxe"]
      case .pxe: ["UefiPxeBcDxe", "UefiPxe4BcDxe"]
      case .http: ["HttpBootDxe"]
      case .tls: ["TlsDxe"]
      case .iscsi: ["IScsiDxe", "IScsi4Dxe"]
      case .ipv4: ["Ip4Dxe"]
      case .ipv6: ["Ip6Dxe"]
      case .shell: ["Shell"]
      case .acpiS3: ["S3Resume2Pei"]
      case .amdSEV: ["AmdSevDxe"]
      case .intelTDX: ["TdxDxe"]
      case .flashVariables:
        [
          "FvbServicesRuntimeDxe", "FvbServicesSmm", "FvbServicesStandaloneMm", "VirtNorFlashDxe",
          "ArmVeNorFlashDxe",
        ]
      case .amdSEVES, .amdSEVSNP: []
      }
    }

    /// Entries of OVMF's GUID table that must all be present, too.
    var entries: [GUID] {
      switch self {
      case .amdSEVES: [GUIDTable.sevESReset]
      case .amdSEVSNP: [GUIDTable.sevMetadata]
      case .intelTDX: [GUIDTable.tdxMetadata]
      default: []
      }
    }
  }

  private var evidence: [Feature: [Claim.Evidence]] = [:]

  package init(_ facts: ImageFacts, catalogue: PlatformCatalogue) {
    var found: [String: ImageFacts.File] = [:]
    for file in facts.files {
      if let name = catalogue[file.guid], found[name] == nil { found[name] = file }
    }
    for feature in Feature.allCases {
      let modules = feature.modules.compactMap { name in found[name].map { (name, $0) } }
      let entries = feature.entries.compactMap { guid in facts.table.first { $0.guid == guid } }
      guard feature.modules.isEmpty || !modules.isEmpty, entries.count == feature.entries.count,
        !modules.isEmpty || !entries.isEmpty
      else { continue }
      evidence[feature] =
        modules.prefix(1).map { Claim.Evidence("module \($0.0)", guid: $0.1.guid, place: $0.1.place) }
        + entries.map {
          Claim.Evidence(
            "entry of the GUID table in front of the reset vector", guid: $0.guid, place: [$0.offset])
        }
    }
    // SEV-ES and SNP build on SEV. Their exceptions are handled in 64-bit code only, from SEC on.
    if evidence[.amdSEV] == nil || facts.machines.contains(.ia32) {
      evidence[.amdSEVES] = nil
      evidence[.amdSEVSNP] = nil
    }
  }

  package subscript(feature: Feature) -> Bool { evidence[feature] != nil }

  func claims(_ facts: ImageFacts, certainty: PlatformSearch.Certainty?) -> [Claim] {
    Feature.allCases.map { feature in
      if let shown = evidence[feature] {
        return Claim(feature.rawValue, feature == .requiresSMM ? "required" : "yes", .certain, shown)
      }
      // In an image of an unknown platform, a missing module may have another name.
      let wanted = feature.modules.joined(separator: ", ")
      let sign: String
      if feature.modules.isEmpty, facts.machines.contains(.ia32) {
        sign = "SEC or PEI is 32-bit code"
      } else if let entry = feature.entries.first, !facts.table.contains(where: { $0.guid == entry }) {
        sign = "no entry \(entry) in a GUID table in front of the reset vector"
      } else {
        sign = "no module \(wanted.isEmpty ? "AmdSevDxe" : wanted)"
      }
      return Claim(feature.rawValue, "no", certainty ?? .possible, [Claim.Evidence(sign)])
    }
  }
}
