import TestSupport
import Testing

/// `kiln switches`, and the warning about a macro that no manifest asks for.
@Suite struct SwitchesTests {
  @Test func switchesOfAPlatform() throws {
    let workspace = try SourceWorkspace()
    let kiln = try Program.kiln(["switches", SourceWorkspace.platform, "-w", workspace.path])
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(
      kiln.output == """
        TinyPkg/TinyPkg.dsc for X64, RELEASE: 1 switch

        switch  value  set by
        FORMS   FALSE  TinyPkg/TinyPkg.dsc:11
          TRUE: adds Forms; 2 lines differ

        """)
    let json = try Program.kiln(["switches", SourceWorkspace.platform, "-w", workspace.path, "--json"])
    #expect(json.output.contains(#""inf" : "TinyPkg/Forms/Forms.inf""#))
  }

  @Test(arguments: ["resolve", "lint", "check", "switches"])
  func aMacroThatNobodyAsksFor(_ command: String) throws {
    let workspace = try SourceWorkspace()
    let kiln = try Program.kiln([command, SourceWorkspace.platform, "-w", workspace.path, "-D", "FROMS"])
    #expect(kiln.errors.split(separator: "\n").count { $0.contains("'FROMS' [define-unused]") } == 1)
    #expect(kiln.errors.contains("fix: write -D FORMS if that is meant"))
  }

  /// A build with nothing to do reads no manifest.
  @Test func everyBuildSaysSo() throws {
    let workspace = try SourceWorkspace()
    for isFirst in [true, false] {
      let kiln = try workspace.build(["-D", "FROMS=TRUE"])
      #expect(kiln.status == 0, "\(kiln.errors)")
      #expect(kiln.errors.contains("nothing to do") == !isFirst)
      #expect(kiln.errors.split(separator: "\n").count { $0.contains("'FROMS' [define-unused]") } == 1)
    }
  }

  @Test func aComparisonNeedsOnePlatformThatAsks() throws {
    let workspace = try SourceWorkspace()
    try workspace.write(
      "TinyPkg/Plain.dsc", try workspace.text("TinyPkg/TinyPkg.dsc").replacing("FORMS", with: "OTHER"))
    let platforms = ["diff", SourceWorkspace.platform, "TinyPkg/Plain.dsc", "-w", workspace.path]
    #expect(!(try Program.kiln(platforms + ["-D", "FORMS=TRUE"])).errors.contains("define-unused"))
    #expect(try Program.kiln(platforms + ["-D", "FROMS=TRUE"]).errors.contains("'FROMS' [define-unused]"))
  }
}
