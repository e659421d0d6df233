import TestSupport
import Testing

/// A base that is of something else, or too old, is not relied on in silence.
@Suite struct BaseCheckTests {
  private static let day = 86_400
  private static let start = 1_700_000_000

  private func check(
    _ workspace: HistoryWorkspace, _ more: [String], day: Int = 0
  ) throws -> Program {
    try workspace.check(more, environment: ["SOURCE_DATE_EPOCH": "\(Self.start + day * Self.day)"])
  }

  // MARK: Age

  private func recorded() throws -> HistoryWorkspace {
    let workspace = try HistoryWorkspace()
    #expect(try check(workspace, ["--record", "h.jsonl"]).status == 0)
    return workspace
  }

  @Test(
    arguments: [
      (["--max-base-age", "30d"], 0, true), (["--max-base-age", "6w"], 0, true),
      (["--max-base-age", "1079h"], 0, true), (["--max-base-age", "1080h"], 0, false),
      (["--max-base-age", "45d"], 0, false), (["--max-base-age", "30d", "--strict"], 1, true),
      (["--max-base-age", "30d", "--format", "github"], 1, true), ([], 0, false),
    ] as [([String], Int32, Bool)])
  func aBaseOfFortyFiveDays(options: [String], status: Int32, isTold: Bool) throws {
    let kiln = try check(try recorded(), ["--base", "h.jsonl"] + options, day: 45)
    #expect(kiln.status == status, "\(kiln.errors)")
    #expect(kiln.errors.contains("'h.jsonl' is 45 days old") == isTold, "\(kiln.errors)")
    #expect(kiln.errors.contains("[base-too-old]") == isTold)
    // The age is always said.
    #expect(kiln.output.contains(", 45 days old"), "\(kiln.output)")
  }

  @Test func anImageHasNoAge() throws {
    let kiln = try Program.kiln([
      "check", ShippedFirmware.code.path, "--base", ShippedFirmware.code.path, "--max-base-age", "1d",
      "--strict",
    ])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("the age of the base is not checked"), "\(kiln.errors)")
  }

  @Test(arguments: ["30", "d", "-1d", "1.5d", "30m", "99999999999999999999d"])
  func malformedAges(age: String) throws {
    let kiln = try check(try recorded(), ["--base", "h.jsonl", "--max-base-age=\(age)"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("[base-age-malformed]"), "\(kiln.errors)")
  }

  @Test func anAgeNeedsABase() throws {
    let kiln = try check(try HistoryWorkspace(), ["--max-base-age", "1d"])
    #expect(kiln.status == 64)
    #expect(kiln.errors.contains("there is no --base"), "\(kiln.errors)")
  }

  /// A base of 45 days, and what the budgets allow; of several the shortest, and the last of one subject.
  @Test(
    arguments: [
      (["max-base-age = 30d"], [], 0, "the budget of MAIN allows 30d"),
      (["max-base-age = 45d"], [], 0, nil),
      (["growth = 50% | max-base-age = 6w"], ["--strict"], 1, "the budget of MAIN allows 6w"),
      (["max-base-age = 30d"], ["--max-base-age", "7w"], 0, nil),
      (["max-base-age = 7w"], ["--max-base-age", "30d"], 0, "--max-base-age allows 30d"),
      (
        ["max-base-age = 7w", "measure = flash | max-base-age = 36h"], [], 0, "the budget of MAIN allows 36h"
      ),
      (["max-base-age = 36h", "max-base-age = 7w"], [], 0, nil),
    ] as [([String], [String], Int32, String?)])
  func budgetsLimitTheAge(settings: [String], options: [String], status: Int32, told: String?) throws {
    let workspace = try recorded()
    let lines = settings.map { "MAIN | * | \($0)\n" }.joined()
    try workspace.tiny.scratch.write("own.inc", "[UserExtensions.Kiln.\"Budget\"]\n\(lines)")
    let kiln = try check(
      workspace, ["--base", "h.jsonl", "--budgets", "own.inc"] + options, day: 45)
    #expect(kiln.status == status, "\(kiln.errors)")
    #expect(kiln.errors.contains("'h.jsonl' is 45 days old") == (told != nil), "\(kiln.errors)")
    #expect(told.map(kiln.errors.contains) ?? true, "\(kiln.errors)")
    // The line that says so is shown.
    let isOfBudget = told?.hasPrefix("the budget") ?? false
    #expect(kiln.errors.contains("own.inc:") == isOfBudget, "\(kiln.errors)")
  }

  @Test(arguments: ["30", "30%", "", "1.5d"])
  func malformedAgesInBudgets(age: String) throws {
    let workspace = try recorded()
    let line = "[UserExtensions.Kiln.\"Budget\"]\nMAIN | * | max-base-age = \(age)\n"
    try workspace.tiny.scratch.write("own.inc", line)
    let kiln = try check(workspace, ["--budgets", "own.inc"])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[budget-malformed]"), "\(kiln.errors)")
    #expect(kiln.errors.contains("'\(age)' is not a valid value of 'max-base-age'"), "\(kiln.errors)")
    #expect(kiln.errors.contains("'max-base-age = 36h'"), "\(kiln.errors)")
  }

  // MARK: Variant

  @Test(arguments: [([], 0), (["--strict"], 1), (["--format", "sarif"], 1)] as [([String], Int32)])
  func theOnlyRecordIsOfAnotherVariant(options: [String], status: Int32) throws {
    let kiln = try check(try recorded(), ["--base", "h.jsonl", "-D", "SMALL"] + options)
    #expect(kiln.status == status, "\(kiln.errors)")
    #expect(
      kiln.errors.contains("the base is of 'RELEASE_GCC5 X64', and 'RELEASE_GCC5 X64 SMALL' is measured"),
      "\(kiln.errors)")
    #expect(kiln.errors.contains("[base-other-variant]"))
  }

  /// The folders of two builds of the tiny platform, the second one with forms.
  private func twoBuilds() throws -> SourceWorkspace {
    let workspace = try SourceWorkspace()
    try #require(try workspace.build().status == 0)
    _ = try Program.run("/bin/cp", ["-r", workspace.output(), "old"], in: workspace.path)
    try #require(try workspace.build(["-D", "FORMS=TRUE"]).status == 0)
    return workspace
  }

  private func kiln(_ workspace: SourceWorkspace, _ arguments: [String]) throws -> Program {
    try Program.kiln(arguments, in: workspace.path)
  }

  @Test func aFolderOfAnotherBuild() throws {
    let workspace = try twoBuilds()
    let check = ["check", workspace.output(), "--base", "old"]
    for platform in [[], ["-p", SourceWorkspace.platform, "-w", "."]] {
      let kiln = try kiln(workspace, check + platform)
      #expect(kiln.status == 0, "\(kiln.errors)")
      #expect(
        kiln.errors.contains("the base is of 'no -D FORMS', and '-D FORMS=TRUE' is measured"),
        "\(kiln.errors)")
      #expect(try self.kiln(workspace, check + platform + ["--strict"]).status == 1)
    }
    #expect(try kiln(workspace, ["check", "old", "--base", "old", "--strict"]).status == 0)
    // Of another platform nothing is known that could be compared.
    let record = try workspace.text("old/kiln-variant.json")
    try workspace.write("old/kiln-variant.json", record.replacing("TinyPkg.dsc", with: "OtherPkg.dsc"))
    let other = try kiln(workspace, check)
    #expect(other.status == 1)
    #expect(other.errors.contains("[base-other-platform]"), "\(other.errors)")
    #expect(other.errors.contains("TinyPkg/OtherPkg.dsc"), "\(other.errors)")
  }

  @Test func imagesWithoutARecordAreIdentified() throws {
    let (whole, half) = (
      "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd", "/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd"
    )
    _ = try (Provided.bytes(whole), Provided.bytes(half))
    let kiln = try Program.kiln(["check", whole, "--base", half])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("recorded: OvmfPkg/OvmfPkgIa32.dsc"), "\(kiln.errors)")
    #expect(kiln.errors.contains("[base-other-platform]"), "\(kiln.errors)")
  }

  // MARK: Comparison of folders

  @Test func aDiffOfFoldersRefusesOptionsThatTheyWereNotBuiltWith() throws {
    let workspace = try twoBuilds()
    let diff = ["diff", "old", workspace.output()]
    #expect(try kiln(workspace, diff).status == 3)
    #expect(try kiln(workspace, diff + ["-b", "RELEASE", "-t", "GCC5"]).status == 3)
    let forms = try kiln(workspace, diff + ["-D", "FORMS=TRUE"])
    #expect(forms.status == 1)
    #expect(
      forms.errors.contains("it was built with no -D FORMS; the command line says -D FORMS=TRUE"),
      "\(forms.errors)")
    let debug = try kiln(workspace, diff + ["-b", "DEBUG"])
    #expect(debug.errors.contains("built with -b RELEASE; the command line says -b DEBUG"), "\(debug.errors)")
    let image = "\(workspace.output())/FV/TINY.fd"
    #expect(try kiln(workspace, ["diff", image, image, "-b", "DEBUG"]).status == 1)
    try workspace.remove("old/kiln-variant.json")
    let unrecorded = try kiln(workspace, diff + ["-D", "FORMS=TRUE"])
    #expect(unrecorded.status == 64)
    #expect(unrecorded.errors.contains("[variant-unrecorded]"), "\(unrecorded.errors)")
    #expect(try kiln(workspace, diff).status == 3)
  }

  @Test func aDiffOfReplacedImagesIsRefused() throws {
    let workspace = try twoBuilds()
    try workspace.write("old/FV/TINY.fd", String(repeating: "x", count: 16))
    let image = try workspace.image()
    try workspace.scratch.write("\(workspace.name)/old/FV/TINY.fd", image)
    let kiln = try kiln(workspace, ["diff", "old", workspace.output()])
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[images-replaced]"), "\(kiln.errors)")
  }
}
