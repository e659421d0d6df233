package import Diagnostics

/// A rule as `kiln lint --list-rules` tells of it.
package struct LintRule: Sendable {
  package let code: String
  /// The gravest level at which it speaks.
  package let severity: Diagnostic.Severity
  /// What it finds, without a full stop.
  package let meaning: String

  /// In the order of their codes. What resolving a platform has to say comes on top.
  package static let all: [LintRule] = [
    LintRule("arch-protocol-missing", .error, "no module in flash produces an architectural protocol"),
    LintRule("base-name-duplicate", .warning, "two modules have one BASE_NAME"),
    LintRule(
      "depex-unmet", .error,
      "a module in flash is never started: nobody in the image produces what it waits for"),
    LintRule(
      "file-guid-duplicate", .error, "two modules have one FILE_GUID; an error in one volume, else a warning"),
    LintRule("flash-gap", .note, "a part of a flash device belongs to no region"),
    LintRule("flash-region-blocks", .warning, "a region with a volume begins or ends inside a block"),
    LintRule("flash-region-unused", .note, "nothing is put into a region, and no PCD names it"),
    LintRule("ftw-header", .error, "the typed-in header of a fault tolerant working block is wrong"),
    LintRule("library-class-misspelt", .error, "the DSC names an instance of a class that does not exist"),
    LintRule("library-class-unused", .note, "the DSC names an instance of a class that no module asks for"),
    LintRule(
      "module-not-in-flash", .warning,
      "a module is built and placed nowhere; a note for applications and for what other conditions place"),
    LintRule(
      "pcd-lib-null", .error,
      "a module reads a dynamic PCD through a PcdLib without a database; a warning where only libraries of libraries "
        + "name it, a note in SEC"
    ),
    LintRule("pcd-unused", .warning, "a PCD is set that nobody reads; a note where the FDF sets it"),
    LintRule("policy-forbidden", .error, "the platform holds what its policy forbids"),
    LintRule("policy-malformed", .error, "a line of [UserExtensions.Kiln.\"Policy\"] is no policy"),
    LintRule(
      "pvh-entry", .error, "the typed-in ELF header for PVH names another entry than the reset vector's"),
    LintRule("pvh-header", .error, "the typed-in ELF header for PVH is none that a loader takes"),
    LintRule("pvh-load-address", .error, "the typed-in ELF header for PVH loads the image beyond 4 GiB"),
    LintRule("pvh-note", .error, "the typed-in ELF header for PVH says nowhere where to enter"),
    LintRule("pvh-note-alignment", .error, "the typed-in ELF header for PVH has a note that QEMU dies of"),
    LintRule("pvh-segment", .error, "the typed-in ELF header for PVH does not load all of the image"),
    LintRule("pvh-truncated", .error, "the typed-in ELF header for PVH speaks of more than the image has"),
    LintRule("varstore-header", .error, "the typed-in header of a variable store is wrong"),
    LintRule("varstore-volume", .error, "the typed-in header of the variable store's volume is wrong"),
    LintRule("waiver-expired", .warning, "a waiver was good until a day that has gone by"),
    LintRule(
      "waiver-malformed", .error,
      "a line of [UserExtensions.Kiln.\"Waiver\"] is no waiver, or gives no reason"),
    LintRule("waiver-unused", .note, "a waiver waives nothing"),
  ]

  private init(_ code: String, _ severity: Diagnostic.Severity, _ meaning: String) {
    self.code = code
    self.severity = severity
    self.meaning = meaning
  }
}
