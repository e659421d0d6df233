import Diagnostics
import Manifests
import PlatformModel
import Testing

/// `[UserExtensions.Kiln."Budget"]`: what a line can say, and lines that say nothing.
@Suite struct BudgetTests {
  private func resolve(_ lines: String, files: [String: String] = [:], budgets: String? = nil)
    -> Workspace.Outcome<
      ResolvedPlatform
    >
  {
    var workspace = FlashWorkspace().workspace
    workspace.texts["Main.dsc", default: ""] +=
      "[UserExtensions.Kiln.\"Budget\"]\n\(lines)\n[Components]\n  Pkg/Mod.inf\n"
    workspace.texts["Pkg/Mod.inf"] = """
      [Defines]
        INF_VERSION = 1.25
        BASE_NAME = Driver
        FILE_GUID = 11111111-2222-3333-4444-555555555555
        MODULE_TYPE = DXE_DRIVER
      """
    workspace.texts.merge(files) { $1 }
    workspace.budgets = budgets
    return workspace.resolve()
  }

  @Test func everythingThatALineCanSay() throws {
    let outcome = resolve(
      """
        FLASH  | 0x10000
        main   | 0x8000 + 0x4000 | warn = 92.5% | reserve = 0x100 | growth = 1%
        MAIN   | *
        Driver | 1000 | measure = flash | warn = 900
      """)
    let budgets = try #require(outcome.value?.budgets, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.isEmpty)
    #expect(budgets.map(\.subject.kind) == [.device, .volume, .volume, .module])
    #expect(budgets.map(\.subject.name) == ["FLASH", "main", "MAIN", "Driver"])
    #expect(budgets.map(\.limit) == [65536, 49152, 65536, 1000])
    #expect(budgets.map(\.measure) == [.raw, .raw, .raw, .flash])
    #expect(budgets[1].warning == .permille(925) && budgets[1].reserve == .bytes(256))
    #expect(budgets[1].growth == .permille(10) && budgets[0].growth == nil)
    #expect(budgets[3].warning == .bytes(900))
    // 92.5 % of 49152.
    #expect(budgets[1].warning?.bytes(of: 49152) == 45465)
  }

  /// A file beside the platform is read with the platform's macros; what it says comes later than the DSC's own, and counts.
  @Test func aFileOfBudgets() throws {
    let file = """
      [UserExtensions.Kiln."Budget"]
      !if $(TARGET) == "RELEASE"
        MAIN | 0x9000
      !else
        MAIN | 0xA000
      !endif
      """
    let outcome = resolve("  MAIN | 0xB000", files: ["Budgets.inc": file], budgets: "Budgets.inc")
    #expect(outcome.value?.budgets.map(\.limit) == [0xB000, 0x9000], "\(outcome.diagnostics)")
  }

  @Test(arguments: [
    ("MAIN", "budget-malformed", "expected a budget"),
    ("MAIN | 0", "budget-malformed", "expected a budget"),
    ("| 100", "budget-malformed", "expected a budget"),
    ("MAIN | 100 | colour = red", "budget-malformed", "found 'colour'"),
    ("MAIN | 100 | warn", "budget-malformed", "found 'warn'"),
    ("MAIN | 100 | warn = 1.25%", "budget-malformed", "not a valid value of 'warn'"),
    ("MAIN | 100 | warn = -1%", "budget-malformed", "not a valid value of 'warn'"),
    ("MAIN | 100 | measure = nett", "budget-malformed", "not a valid value of 'measure'"),
    ("Driver | *", "budget-malformed", "gives none"),
    ("NOWHERE | 100", "budget-subject-unknown", "no flash device, volume or module 'NOWHERE'"),
    ("MAIN | 0x10001", "budget-contradictory", "can never be exceeded"),
    ("MAIN | 100 | reserve = 100", "budget-contradictory", "leaves no bytes"),
    ("MAIN | 100 | reserve = 10 | warn = 91", "budget-contradictory", "never appears"),
    ("MAIN | 100 | warn = 101%", "budget-contradictory", "never appears"),
  ])
  func linesThatSayNothing(line: String, code: String, words: String) {
    let outcome = resolve("  \(line)")
    #expect(outcome.codes == [code], "\(outcome.diagnostics)")
    let first = outcome.diagnostics.first
    #expect(first?.message.contains(words) == true && first?.fix != nil, "\(String(describing: first))")
  }

  /// Numbers that no expression can have are said once, and by the expression.
  @Test func expressionsThatAreNone() {
    #expect(!resolve("  MAIN | 0x10 +").codes.isEmpty)
    #expect(!resolve("  MAIN | 100 | warn = 0xZ").codes.isEmpty)
  }
}
