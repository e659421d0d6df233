import Comparison
import Diagnostics
import Testing

@Suite struct ExplanationTests {
  private static let platforms = SmallPlatforms([
    "A": """
    [LibraryClasses]
      TimeLib|Pkg/Slow.inf
    !if FALSE
      TimeLib|Pkg/Fast.inf
    !endif
    [PcdsFixedAtBuild]
      gPkg.PcdWake|FALSE
    [Components]
    !if TRUE
      Pkg/Maker.inf
    !endif
      Pkg/User.inf {
        <LibraryClasses>
          TimeLib|Pkg/Fast.inf
        <PcdsFixedAtBuild>
          gPkg.PcdWake|TRUE
      }
      Pkg/Other.inf
    """
  ])

  private func explain(_ what: String) throws -> [Explanation] {
    PlatformExplainer(try Self.platforms.survey("A")).explain(what)
  }

  /// Every sentence, those below others too.
  private func texts(_ statements: [Explanation.Statement]) -> [String] {
    statements.flatMap { [$0.text] + texts($0.children) }
  }

  @Test func aModule() throws {
    let explanation = try #require(try explain("Maker").first)
    #expect(explanation.kind == .module && explanation.title.contains("Pkg/Maker.inf, a DXE_DRIVER for X64"))
    let listed = try #require(explanation.statements.first { $0.text == "listed here" })
    #expect(listed.conditions == ["TRUE"])
    #expect(texts(explanation.statements).contains("User, for gMade"))
    let user = texts(try #require(try explain("Pkg/User.inf").first).statements)
    #expect(user.contains("gMade may be produced by Maker"))
    #expect(user.contains("TimeLib: Pkg/Fast.inf, used by Pkg/User.inf"))
  }

  @Test func aLibraryClassWithItsLosers() throws {
    let explanation = try #require(try explain("TimeLib").first)
    let all = texts(explanation.statements)
    #expect(explanation.kind == .library && all.contains("declared with the header Include/TimeLib.h"))
    #expect(all.contains("Pkg/Fast.inf for 1 module") && all.contains("overrides Pkg/Slow.inf"))
    #expect(all.contains("not used: Pkg/Slow.inf, for common.COMMON"))
    let untaken = try #require(explanation.statements.first { $0.text == "condition not met: Pkg/Fast.inf" })
    #expect(untaken.conditions == ["FALSE"])
  }

  @Test func aPCDByItsShortName() throws {
    let explanation = try #require(try explain("PcdWake").first)
    let all = texts(explanation.statements)
    #expect(all.contains("declared BOOLEAN, default TRUE, token 0x1, for FixedAtBuild"))
    #expect(all.contains("set by the platform: FALSE") && all.contains("TRUE for Pkg/User.inf only"))
    #expect(all.contains("0x1, FixedAtBuild in 1 module"))
  }

  @Test func aMissingInstanceIsExplained() throws {
    let platforms = SmallPlatforms(["B": SmallPlatforms.usual.replacing("TimeLib|Pkg/Slow.inf", with: "")])
    let explanation = try #require(PlatformExplainer(try platforms.survey("B")).explain("TimeLib").first)
    #expect(
      texts(explanation.statements).contains { $0.hasPrefix("error: no instance of library class 'TimeLib'") }
    )
  }

  @Test func aKindInFrontLeavesTheOthersOut() throws {
    #expect(try explain("pcd:TimeLib").isEmpty)
    #expect(try explain("library:TimeLib").count == 1)
  }

  @Test func namesThatAreNear() throws {
    let explainer = PlatformExplainer(try Self.platforms.survey("A"))
    #expect(explainer.explain("PcdWeke").isEmpty)
    #expect(explainer.suggestions(for: "PcdWeke") == ["PcdWake"])
    #expect(explainer.suggestions(for: "timelib") == ["TimeLib"])
  }
}
