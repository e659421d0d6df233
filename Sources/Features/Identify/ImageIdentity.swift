import Bytes
import ObjectFormats
import Vocabulary

/// The claims about an image, each with its evidence.
package struct ImageIdentity: Sendable {
  package enum Kind: String, Sendable {
    /// Code that is used with a separate variables file, or without variables.
    case code
    /// A variable store without code.
    case variables
    /// Erased flash, in which firmware creates a store when it first starts.
    case blank
    /// Code and variables in one file.
    case unified
    /// The contents of memory after SEC's decompression (MEMFD), which a build writes beside its images. It
    /// cannot be started.
    case memory
    /// Volumes that cannot start by themselves.
    case part
  }

  package let facts: ImageFacts
  package let kind: Kind
  /// nil if no known platform is similar.
  package let search: PlatformSearch?
  package let role: PlatformRole?
  /// The features of the firmware, by the names of `Feature`.
  package let features: FeatureReading
  package let fit: StoreFit?
  package let claims: [Claim]

  package init(_ facts: ImageFacts, catalogue: PlatformCatalogue) {
    self.facts = facts
    let startsOnARM = facts.machines.contains { $0.architecture?.isARM ?? false }
    kind =
      if !facts.hasCode {
        facts.store == nil ? (facts.blankByte == nil ? .part : .blank) : .variables
      } else if facts.startsByItself {
        facts.store == nil ? .code : .unified
      } else {
        facts.volumes.contains { facts.isOutermost($0) && $0.name.map(Self.memoryVolumes.contains) == true }
          && !startsOnARM
          ? .memory : .part
      }
    search = facts.hasCode ? PlatformSearch(facts, in: catalogue) : nil
    role = search.flatMap { PlatformRole.of($0.best.platform) }
    features = FeatureReading(facts, catalogue: catalogue)
    fit = StoreFit(facts, kind: kind, search: search, features: features)
    claims =
      Self.identityClaims(facts, kind, search, role, catalogue)
      + Self.startClaims(facts, kind, search, role, features)
      + (facts.hasCode ? features.claims(facts, certainty: search?.certainty) : [])
      + Self.storeClaims(facts, fit, role)
  }

  /// FvNameGuid of PEIFV and DXEFV in every OVMF image.
  private static let memoryVolumes: [GUID] = [
    "6938079B-B503-4E3D-9D24-B28337A25806", "7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1",
  ]
}

extension ImageFacts {
  fileprivate func isOutermost(_ volume: Volume) -> Bool { volume.place.count == 1 }
}

extension ImageIdentity {
  /// The architectures of its executables, by edk2's names.
  package var architectures: [String] { facts.machines.map(\.description) }

  /// Whether it is a RELEASE build, which prints no debug messages.
  package var isSilent: Bool {
    facts.trace.assertion == nil && (facts.trace.quietCore != nil || facts.trace.pathTarget == .release)
  }
}
