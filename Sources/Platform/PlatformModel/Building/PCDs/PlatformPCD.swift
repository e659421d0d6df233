import Diagnostics
import Manifests
import Vocabulary

/// What a platform makes of a PCD on one architecture, for all modules.
struct PlatformPCD {
  var access: PCDAccess
  var storage: PCDStorage
  /// Nil where the DSC gives none and the default of the package counts.
  var value: Fact<EvaluatedPCD>?
  /// In bytes, as the DSC gives it.
  var maxSize: Int?
  var maxSizeText: String?
  /// What is said for SKUs other than the default one, in the order of the DSC.
  var skus: [(name: String, value: EvaluatedPCD, storage: PCDStorage, place: Diagnostic.Place)] = []
  /// Of an HII PCD: values in default stores other than the standard one, in the order of the DSC.
  var defaultStores: [(name: String, value: EvaluatedPCD)] = []
  /// Of an HII PCD: the default store that each SKU has its size from, which is the first one to be read.
  var measuredStores: [String: String] = [:]
  /// Where the platform sets it.
  var place: Diagnostic.Place

  /// In a build for one SKU its value counts, wherever it stands.
  mutating func select(_ sku: String) {
    guard let own = skus.last(where: { $0.name == sku }) else { return }
    storage = own.storage
    decide(own.value, at: own.place)
  }

  mutating func decide(_ new: EvaluatedPCD, at place: Diagnostic.Place) {
    if value == nil {
      value = Fact(new, at: place)
    } else {
      value?.override(with: new, at: place)
    }
  }
}

extension DSCPCD.Kind {
  var access: PCDAccess {
    switch self {
    case .featureFlag: .featureFlag
    case .fixedAtBuild: .fixedAtBuild
    case .patchableInModule: .patchableInModule
    case .dynamicDefault, .dynamicHII, .dynamicVPD: .dynamic
    case .dynamicExDefault, .dynamicExHII, .dynamicExVPD: .dynamicEx
    }
  }

  /// The order in which edk2 reads the kinds; of two that set one PCD the later counts.
  static let inOrderOfReading: [DSCPCD.Kind] = [
    .fixedAtBuild, .patchableInModule, .featureFlag, .dynamicDefault, .dynamicHII, .dynamicVPD,
    .dynamicExDefault, .dynamicExHII, .dynamicExVPD,
  ]
}

extension DSCPCD {
  /// The size in bytes behind the value of a `VOID*` PCD, as written.
  var sizeText: Located<String>? {
    switch kind {
    case .dynamicHII, .dynamicExHII: nil
    case .dynamicVPD, .dynamicExVPD: parts.count > 2 ? parts[1] : nil
    default: parts.count > 2 && !parts[2].value.isEmpty ? parts[2] : nil
    }
  }

  /// The datum type behind the value, as written.
  var typeText: Located<String>? {
    switch kind {
    case .dynamicHII, .dynamicExHII, .dynamicVPD, .dynamicExVPD: nil
    default: parts.count > 1 && !parts[1].value.isEmpty ? parts[1] : nil
    }
  }
}
