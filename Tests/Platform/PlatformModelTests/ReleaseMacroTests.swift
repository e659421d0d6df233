import BaseTools
import Diagnostics
import PlatformModel
import TestSupport
import Testing

/// KILN_EDK2_RELEASE, by which a platform takes sources from where the tree's release has them.
@Suite struct ReleaseMacroTests {
  /// What the platform is called with BaseTools of a release.
  private func name(_ release: EDK2Release?, _ defines: String = "") -> (name: String?, codes: [String]) {
    var workspace = Workspace(texts: [:])
    workspace.texts["Main.dsc"] = """
      [Defines]
        PLATFORM_GUID = 11111111-2222-3333-4444-555555555555
        DSC_SPECIFICATION = 0x0001001C
        SUPPORTED_ARCHITECTURES = X64
        BUILD_TARGETS = RELEASE
        SKUID_IDENTIFIER = DEFAULT
      \(defines)
      !ifdef KILN_EDK2_RELEASE
        DEFINE OWN = $(KILN_EDK2_RELEASE)
      !else
        DEFINE OWN = 0
      !endif
      !if $(OWN) >= 202411
        PLATFORM_NAME = New$(OWN)
      !else
        PLATFORM_NAME = Old$(OWN)
      !endif

      """
    if let release {
      workspace.baseTools = BaseToolsRevision(release)
    } else {
      workspace.baseTools.release = nil
    }
    let outcome = workspace.resolve()
    return (outcome.value?.name, outcome.codes)
  }

  @Test func definitionsAndConditionsSeeIt() {
    #expect(name(.stable202211).name == "Old202211")
    #expect(name(.stable202408).name == "Old202408")
    #expect(name(.stable202411).name == "New202411")
    #expect(name(.master202608).name == "New202608")
  }

  @Test func aTreeOfNoKnownReleaseIsAsTheOldest() {
    #expect(name(nil).name == "Old202211")
  }

  @Test func nothingIsReadBehindAnError() {
    let stopped = name(.stable202411, "!error this release is refused")
    #expect(stopped.name == nil)
    #expect(stopped.codes == ["manifest-error-directive"])
  }
}
