import Comparison
import Diagnostics
import Manifests
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@Suite struct PlatformSwitchesTests {
  private static let sections = """
      DEFINE OTHER = FALSE
      DEFINE SIZE = 1
    !ifndef KIND
      DEFINE KIND = OLD
    !endif
    !if $(SIZE) > 8
    !error "too large"
    !endif
    [LibraryClasses]
      TimeLib|Pkg/Slow.inf
    !ifdef QUICK
      TimeLib|Pkg/Fast.inf
    !endif
    [Components]
      Pkg/Maker.inf
      Pkg/User.inf
    !if $(OTHER) == TRUE
      Pkg/Other.inf
    !elseif $(KIND) == "NEW"
      Pkg/Newer.inf
    !endif
    !if $(TARGET) == DEBUG
    !endif
    """

  private func switches(_ defines: [(name: String, value: String)] = []) -> PlatformSwitches {
    let trials = PlatformTrials(
      "ws/A.dsc", configuration: BuildConfiguration(architectures: ["X64"]),
      manifests: SmallPlatforms(["A": Self.sections]).manifests)
    return PlatformSwitches(trials, defines: defines)
  }

  private func text(_ defines: [(name: String, value: String)] = []) -> String {
    SwitchesReport(switches(defines), manifest: "ws/A.dsc", target: .release, roots: ["ws"]).text
  }

  @Test func whatEachValueChanges() {
    #expect(
      text() == """
        A.dsc for X64, RELEASE: 4 switches

        switch  value  set by
        KIND    OLD    A.dsc:13
          NEW: adds Other; 1 line differs
        OTHER   FALSE  A.dsc:10
          TRUE: adds Other; 1 line differs
        QUICK   -      nothing
          TRUE: no other modules; 1 line differs
        SIZE    1      A.dsc:11
          8: changes nothing

        """)
  }

  @Test func whatIsGivenIsMarked() {
    #expect(
      text([("OTHER", "TRUE"), ("KIND", "NEW"), ("QUICK", "TRUE"), ("SIZE", "9")]) == """
        A.dsc for X64, RELEASE: 4 switches

        switch  value  set by
        KIND    NEW    -D, otherwise OLD by A.dsc:13
          OLD: changes nothing
        OTHER   TRUE   -D, otherwise FALSE by A.dsc:10
          FALSE: adds Other; removes Other; 2 lines differ
        QUICK   TRUE   -D
          without -D: no other modules; 1 line differs
        SIZE    9      -D, otherwise 1 by A.dsc:11
          8: changes nothing
          1: changes nothing

        """)
  }

  @Test func aValueThatThePlatformForbids() throws {
    let platforms = SmallPlatforms(["A": "!if $(ON) == TRUE\n!error \"no\"\n!endif\n" + SmallPlatforms.usual])
    let trials = PlatformTrials(
      "ws/A.dsc", configuration: BuildConfiguration(architectures: ["X64"]),
      manifests: platforms.manifests)
    let found = try #require(PlatformSwitches(trials, defines: [("ON", "FALSE")]).switches.first)
    #expect(found.settings.map(\.value) == ["TRUE", nil])
    #expect(found.settings.first?.error?.code == .manifestErrorDirective)
  }

  /// Lines are as wide as a terminal, whatever is in them.
  @Test func linesAreWrapped() {
    let lines = text([("OTHER", String(repeating: "x ", count: 60))]).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func theJSONNamesModulesWithTheirFiles() {
    let json = SwitchesReport(switches(), manifest: "ws/A.dsc", target: .release, roots: ["ws"]).json
    #expect(json.contains(#""schema" : "kiln-switches-1""#))
    #expect(json.contains(#""inf" : "Pkg/Other.inf""#))
  }
}
