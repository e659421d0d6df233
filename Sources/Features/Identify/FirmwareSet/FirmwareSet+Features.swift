import Diagnostics

extension FirmwareSet {
  /// FirmwareFeature of `docs/interop/firmware.json`, up to QEMU 10.
  private static let known: Set = [
    "acpi-s3", "acpi-s4", "amd-sev", "amd-sev-es", "amd-sev-snp", "intel-tdx", "enrolled-keys",
    "host-uefi-vars",
    "requires-smm", "secure-boot", "verbose-dynamic", "verbose-static",
  ]

  /// Features that modules or the GUID table show.
  private static let shown: [(feature: String, by: FeatureReading.Feature)] = [
    ("secure-boot", .secureBoot), ("requires-smm", .requiresSMM), ("acpi-s3", .acpiS3), ("amd-sev", .amdSEV),
    ("amd-sev-es", .amdSEVES), ("amd-sev-snp", .amdSEVSNP), ("intel-tdx", .intelTDX),
  ]

  func featureFindings(_ descriptor: FirmwareDescriptor) -> [Diagnostic] {
    let path = descriptor.path
    let claimed = Set(descriptor.features)
    var found: [Diagnostic] = []
    for feature in descriptor.features where !Self.known.contains(feature) {
      found.append(.descriptorFeatureUnknown(path, feature))
    }
    if claimed.isSuperset(of: ["verbose-dynamic", "verbose-static"]) {
      found.append(.descriptorVerboseTwice(path))
    }
    found += keyFindings(descriptor, claimed)
    guard let code else { return found }
    let features = code.identity.features
    for (feature, shown) in Self.shown {
      if claimed.contains(feature), !features[shown] {
        found.append(.descriptorFeatureFalse(path, feature, code: code.name))
      }
    }
    if !claimed.contains("requires-smm"), features[.requiresSMM] {
      found.append(.descriptorFeatureMissing(path, "requires-smm", code: code.name, .error))
    }
    if !claimed.contains("secure-boot"), features[.secureBoot] {
      found.append(.descriptorFeatureMissing(path, "secure-boot", code: code.name, .note))
    }
    // A RELEASE build prints no messages, but guests start nevertheless.
    if code.identity.isSilent {
      for feature in ["verbose-dynamic", "verbose-static"] where claimed.contains(feature) {
        found.append(.descriptorSilent(path, feature, code: code.name))
      }
    }
    return found
  }

  private func keyFindings(_ descriptor: FirmwareDescriptor, _ claimed: Set<String>) -> [Diagnostic] {
    let path = descriptor.path
    var found: [Diagnostic] = []
    let holder = variables ?? (code?.identity.kind == .unified ? code : nil)
    if claimed.contains("enrolled-keys"), !claimed.contains("secure-boot") {
      found.append(.descriptorKeysUnused(path))
    }
    guard let holder else { return found }
    let missing = holder.identity.facts.store?.missingKeys ?? ["PK", "KEK", "db"]
    if claimed.contains("enrolled-keys"), !missing.isEmpty {
      found.append(.descriptorKeysMissing(path, store: holder.name, missing: missing))
    }
    if !claimed.contains("enrolled-keys"), missing.isEmpty {
      found.append(.descriptorFeatureMissing(path, "enrolled-keys", code: holder.name, .warning))
    }
    return found
  }
}
