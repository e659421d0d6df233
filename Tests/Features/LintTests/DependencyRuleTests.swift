import Diagnostics
import Lint
import TestSupport
import Testing

/// Which drivers of an image can never be started.
@Suite struct DependencyRuleTests {
  private let path = LintWorkspace.path

  @Test func aDriverWhoseProtocolNobodyProducesIsNeverStarted() throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA", "[Protocols]\n  gA ## CONSUMES")
    let finding = try #require(try workspace.findings().first { $0.code == "depex-unmet" })
    #expect(finding.severity == .error)
    #expect(finding.subject == "\(path("Net")) gA")
    #expect(
      finding.diagnostic.message
        == "\(path("Net")) is never started: it waits for gA, which nothing in the image produces")
  }

  @Test(arguments: [
    "[Protocols]\n  gA ## PRODUCES", "[Protocols]\n  gA ## SOMETIMES_PRODUCES # when it likes",
    "[Protocols]\n  gA ## BY_START", "[Protocols]\n  gA", "[Protocols]\n  gA ## UNDEFINED",
    "[Protocols]\n  ## TO_START\n  ## BY_START\n  gA",
    "[Protocols]\n  gA # PROTOCOL ALWAYS_PRODUCED",
  ])
  func whoMayProduceCounts(sections: String) throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA", "[Protocols]\n  gA ## CONSUMES")
    workspace.add("Rng", sections)
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test(arguments: [
    "[Protocols]\n  gA ## CONSUMES", "[Protocols]\n  gA ## NOTIFY", "[Protocols]\n  ## TO_START\n  gA",
    "[Protocols]\n  gB ## PRODUCES\n  gA ## SOMETIMES_CONSUMES", "[Protocols]\n  gB ## PRODUCES",
  ])
  func whoOnlyConsumesDoesNot(sections: String) throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA", "[Protocols]\n  gA ## CONSUMES")
    workspace.add("Rng", sections)
    #expect(try workspace.told("depex-unmet") == ["error depex-unmet \(path("Net")) gA"])
  }

  @Test func aProducerThatIsNotInFlashDoesNotHelpAndIsNamed() throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA")
    workspace.add("Rng", "[Protocols]\n  gA ## PRODUCES")
    workspace.unplaced = ["Rng"]
    let finding = try #require(try workspace.findings().first { $0.code == "depex-unmet" })
    #expect(
      finding.diagnostic.notes.map(\.message).contains(
        "\(path("Rng")) would produce it but is in no volume"))
  }

  @Test func aProducerThatIsNeverStartedDoesNotHelp() throws {
    var workspace = LintWorkspace()
    workspace.add("One", depex: "gA", "[Protocols]\n  gB ## PRODUCES")
    workspace.add("Two", depex: "gB", "[Protocols]\n  gC ## PRODUCES")
    workspace.add("Three", depex: "gC")
    #expect(
      Set(try workspace.told("depex-unmet")) == [
        "error depex-unmet \(path("One")) gA", "error depex-unmet \(path("Two")) gB",
        "error depex-unmet \(path("Three")) gC",
      ])
  }

  @Test func whoWaitsForEachOtherIsNeverStarted() throws {
    var workspace = LintWorkspace()
    workspace.add("One", depex: "gA", "[Protocols]\n  gB ## PRODUCES")
    workspace.add("Two", depex: "gB", "[Protocols]\n  gA ## PRODUCES")
    #expect(try workspace.told("depex-unmet").count == 2)
  }

  @Test func librariesWaitAndProduceForTheirModule() throws {
    var workspace = LintWorkspace()
    workspace.dsc = "[LibraryClasses]\n  NetLib|\(path("NetLib"))\n  RngLib|\(path("RngLib"))"
    workspace.addLibrary("NetLib", provides: "NetLib", depex: "gA")
    workspace.addLibrary("RngLib", provides: "RngLib", "[Protocols]\n  gA ## PRODUCES")
    workspace.add("Net", "[LibraryClasses]\n  NetLib")
    #expect(try workspace.told("depex-unmet") == ["error depex-unmet \(path("Net")) gA"])
    workspace.add("Rng", "[LibraryClasses]\n  RngLib")
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test(arguments: [
    ("gA OR gB", false), ("gA AND gB", true), ("NOT gA", false), ("NOT gB", false), ("TRUE", false),
    ("FALSE", true), ("NOT TRUE", true), ("gB AND (gA OR gC)", true), ("gB OR (gA AND gC)", false),
  ])
  func expressionsAreWorkedOut(depex: String, isUnmet: Bool) throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: depex)
    workspace.add("B", "[Protocols]\n  gB ## PRODUCES")
    #expect(try workspace.told("depex-unmet").isEmpty == !isUnmet)
  }

  @Test func thePlaceBeforeADriverIsItsOwn() throws {
    var workspace = LintWorkspace()
    workspace.add("Early", depex: "BEFORE gFile")
    workspace.declarations = "[Guids]\n  gFile = {0xF, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}"
    #expect(try workspace.told("depex-unmet") == ["error depex-unmet \(path("Early")) gFile"])
    workspace.add("Late", fileGUID: "0000000F-0002-0003-0102-030405060708")
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test func anAprioriListAsksForNothing() throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA")
    workspace.placed = "APRIORI DXE {\n  INF \(path("Net"))\n}\nINF \(path("Net"))"
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test func applicationsProduceTooLate() throws {
    var workspace = LintWorkspace()
    workspace.add("Net", depex: "gA")
    workspace.add("Shell", type: "UEFI_APPLICATION", depex: nil, "[Protocols]\n  gA ## PRODUCES")
    #expect(try workspace.told("depex-unmet") == ["error depex-unmet \(path("Net")) gA"])
  }

  @Test func peimsFindPPIsAndNotProtocolsOfDrivers() throws {
    var workspace = LintWorkspace()
    workspace.declarations = "[Ppis]\n  gPpi = {0xE, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}"
    workspace.add("Pei", type: "PEIM", depex: "gPpi")
    workspace.add("Dxe", type: "DXE_DRIVER", "[Ppis]\n  gPpi ## PRODUCES")
    #expect(try workspace.told("depex-unmet") == ["error depex-unmet \(path("Pei")) gPpi"])
    workspace.add("Core", type: "PEI_CORE", depex: nil, "[Ppis]\n  gPpi ## PRODUCES")
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test func smmDriversFindProtocolsOfBothDatabases() throws {
    var workspace = LintWorkspace()
    workspace.add("Smm", type: "DXE_SMM_DRIVER", depex: "gA AND gB", "[Protocols]\n  gC ## PRODUCES")
    workspace.add("Dxe", "[Protocols]\n  gA ## PRODUCES")
    workspace.add("Other", type: "DXE_SMM_DRIVER", "[Protocols]\n  gB ## PRODUCES")
    workspace.add("Waiting", depex: "gC")
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test func aMissingArchitecturalProtocolIsToldOnceAndNotForEachDriver() throws {
    var workspace = LintWorkspace()
    workspace.declarations = """
      [Protocols]
        gEfiCpuArchProtocolGuid = {0x1C, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
        gEfiTimerArchProtocolGuid = {0x1D, 0x2, 0x3, {0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8}}
      """
    workspace.add("Core", type: "DXE_CORE", depex: nil)
    workspace.add("Cpu", "[Protocols]\n  gEfiCpuArchProtocolGuid ## PRODUCES")
    workspace.add("Fat", type: "UEFI_DRIVER", depex: nil, "[Protocols]\n  gA ## BY_START")
    workspace.add("Waiting", depex: "gA")
    #expect(
      try workspace.told("arch-protocol-missing") == [
        "error arch-protocol-missing \(path("Core")) gEfiTimerArchProtocolGuid"
      ])
    #expect(try workspace.told("depex-unmet") == [])
  }

  @Test func nobodyDispatchesSEC() throws {
    var workspace = LintWorkspace()
    workspace.add("Sec", type: "SEC", depex: "gA")
    #expect(try workspace.told("depex-unmet") == [])
  }
}
