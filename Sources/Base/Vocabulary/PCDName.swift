/// The full name of a PCD: `TokenSpaceGuidCName.PcdCName`.
package struct PCDName: Hashable, Sendable, CustomStringConvertible {
  package let tokenSpace: String
  package let name: String

  package init(tokenSpace: String, name: String) {
    self.tokenSpace = tokenSpace
    self.name = name
  }

  package var description: String { "\(tokenSpace).\(name)" }
}

/// The access type of a PCD in a module (EDK II DEC and INF Specifications, PCD sections).
package enum PCDAccess: String, Sendable, CaseIterable {
  case featureFlag = "FEATUREFLAG"
  case fixedAtBuild = "FIXEDATBUILD"
  case patchableInModule = "PATCHABLEINMODULE"
  case dynamic = "DYNAMIC"
  case dynamicEx = "DYNAMICEX"
}
