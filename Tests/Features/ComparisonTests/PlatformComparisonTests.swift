import Comparison
import Diagnostics
import TestSupport
import Testing

@Suite struct PlatformComparisonTests {
  private func compare(_ a: String, _ b: String) throws -> PlatformComparison {
    let platforms = SmallPlatforms(["A": a, "B": b])
    return PlatformComparison(("A", try platforms.facts("A")), ("B", try platforms.facts("B")))
  }

  @Test func theSamePlatformUnderAnotherName() throws {
    let comparison = try compare(SmallPlatforms.usual, SmallPlatforms.usual)
    #expect(!comparison.differs && comparison.sharedCount == 2 && comparison.sameCount == 2)
  }

  @Test func eachKindOfDifference() throws {
    let other = """
      [LibraryClasses]
        TimeLib|Pkg/Fast.inf
      [PcdsFixedAtBuild]
        gPkg.PcdWake|FALSE
      [Components]
        Pkg/User.inf
        Pkg/Other.inf
      """
    let comparison = try compare(SmallPlatforms.usual, other)
    #expect(
      comparison.onlyA.map(\.path) == ["Pkg/Maker.inf"] && comparison.onlyB.map(\.path) == ["Pkg/Other.inf"])
    #expect(comparison.rows.map(\.topic) == [.library, .pcd])
    let library = try #require(comparison.rows.first)
    #expect(library.a?.value == "Pkg/Slow.inf" && library.b?.value == "Pkg/Fast.inf")
    #expect(library.modules == ["Pkg/User.inf"])
    let pcd = try #require(comparison.rows.last)
    #expect(pcd.b?.decisions.map(\.value) == ["0x1", "0x0"])
    #expect(comparison.sharedCount == 1 && comparison.sameCount == 0 && comparison.differs)
  }

  /// A class of its own for a component is that module's difference alone.
  @Test func modulesThatDifferInTheSameWayShareARow() throws {
    let options = SmallPlatforms.usual + "\n[BuildOptions]\n  *_*_*_DLINK_FLAGS = -O1\n"
    let comparison = try compare(SmallPlatforms.usual, options)
    #expect(comparison.rows.count == 1)
    #expect(comparison.rows.first?.modules == ["Pkg/Maker.inf", "Pkg/User.inf"])
    #expect(comparison.rows.first?.a?.value == "" && comparison.rows.first?.b?.value == "-O1")
  }

  @Test func aPlatformThatCannotBeBuiltIsComparedAsFarAsItGoes() throws {
    let comparison = try compare(
      SmallPlatforms.usual, SmallPlatforms.usual.replacing("TimeLib|Pkg/Slow.inf", with: ""))
    #expect(comparison.errorsA.isEmpty && comparison.errorsB.map(\.code) == ["library-class-unresolved"])
    #expect(comparison.consequences.map(\.topic) == [.library] && comparison.consequences.first?.b == nil)
  }
}
