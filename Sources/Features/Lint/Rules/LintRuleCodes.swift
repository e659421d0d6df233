package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let lintRuleCodes: [Diagnostic.Code] = [
    .baseNameDuplicate, .fileGuidDuplicate, .flashGap, .flashRegionBlocks, .flashRegionUnused,
    .libraryClassMisspelt, .libraryClassUnused, .moduleNotInFlash, .pcdLibNull, .pcdUnused, .policyForbidden,
    .policyMalformed,
  ]

  package static let baseNameDuplicate = Diagnostic.Code(
    "base-name-duplicate", "two modules have one BASE_NAME", .warning,
    explanation: """
      """,
    remedy: "")

  package static let fileGuidDuplicate = Diagnostic.Code(
    "file-guid-duplicate", "two modules have one FILE_GUID; an error in one volume, else a warning",
    explanation: """
      """,
    remedy: "")

  package static let flashGap = Diagnostic.Code(
    "flash-gap", "a part of a flash device belongs to no region", .note,
    explanation: """
      """,
    remedy: "")

  package static let flashRegionBlocks = Diagnostic.Code(
    "flash-region-blocks", "a region with a volume begins or ends inside a block", .warning,
    explanation: """
      """,
    remedy: "")

  package static let flashRegionUnused = Diagnostic.Code(
    "flash-region-unused", "nothing is put into a region, and no PCD names it", .note,
    explanation: """
      """,
    remedy: "")

  package static let libraryClassMisspelt = Diagnostic.Code(
    "library-class-misspelt", "the DSC names an instance of a class that does not exist",
    explanation: """
      """,
    remedy: "")

  package static let libraryClassUnused = Diagnostic.Code(
    "library-class-unused", "the DSC names an instance of a class that no module asks for", .note,
    explanation: """
      """,
    remedy: "")

  package static let moduleNotInFlash = Diagnostic.Code(
    "module-not-in-flash",
    "a module is built and placed nowhere; a note for applications and for what other conditions place",
    explanation: """
      """,
    remedy: "")

  package static let pcdLibNull = Diagnostic.Code(
    "pcd-lib-null",
    "a module reads a dynamic PCD through a PcdLib without a database; a warning where only libraries of libraries name it, a note in SEC",
    explanation: """
      """,
    remedy: "")

  package static let pcdUnused = Diagnostic.Code(
    "pcd-unused", "a PCD is set that nobody reads; a note where the FDF sets it",
    explanation: """
      """,
    remedy: "")

  package static let policyForbidden = Diagnostic.Code(
    "policy-forbidden", "the platform holds what its policy forbids",
    explanation: """
      """,
    remedy: "")

  package static let policyMalformed = Diagnostic.Code(
    "policy-malformed", "a line of [UserExtensions.Kiln.\"Policy\"] is no policy",
    explanation: """
      """,
    remedy: "")
}
