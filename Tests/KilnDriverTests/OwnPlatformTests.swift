import TestSupport
import Testing
import Vocabulary

@testable import KilnDriver

@Suite struct OwnPlatformTests {
  @Test func theDSCForASingleArchitectureComesFirst() {
    #expect(
      Workspace.ownPlatforms("qemu", for: ["AARCH64"])
        == ["Platforms/qemu/qemu-aarch64.dsc", "Platforms/qemu/qemu.dsc"])
    #expect(
      Workspace.ownPlatforms("qemu", for: ["AARCH64", "AARCH64"]).first == "Platforms/qemu/qemu-aarch64.dsc")
  }

  @Test func severalArchitecturesHaveNone() {
    #expect(Workspace.ownPlatforms("qemu", for: ["X64", "AARCH64"]) == ["Platforms/qemu/qemu.dsc"])
    #expect(Workspace.ownPlatforms("qemu", for: []) == ["Platforms/qemu/qemu.dsc"])
  }
}
