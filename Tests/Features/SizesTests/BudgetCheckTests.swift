import Bytes
import Diagnostics
import PlatformModel
import Testing
import Vocabulary

@testable import Inspection
@testable import Sizes

/// Limits held against what was measured. The numbers are OVMF's: 1920 KB of code, 0x1AC000 for FVMAIN_COMPACT.
@Suite struct BudgetCheckTests {
  private func volume(_ name: String, size: Int, used: Int, files: Int = 1) -> VolumeUsage {
    let file = FileUsage(
      guid: "11111111-2222-3333-4444-555555555555", name: "A", type: "driver", offset: 0x78, size: used)
    return VolumeUsage(
      name: name, guid: nil, size: size, used: used, files: Array(repeating: file, count: files), streams: [])
  }

  private func map(_ name: String, size: Int, _ volumes: [VolumeUsage]) -> FlashMap {
    var offset = 0
    return FlashMap(
      name: name, baseAddress: nil, size: size,
      regions: volumes.map { volume in
        defer { offset += volume.size }
        return RegionUsage(offset: offset, size: volume.size, kind: .volume, volume: volume)
      })
  }

  private func budget(_ subject: Budget.Subject, _ limit: Int) -> Budget {
    let file = SourceFile(path: "P.dsc", bytes: [])
    return Budget(subject: subject, limit: limit, range: SourceRange(file, 0..<0))
  }

  private let code = 1_966_080
  private let main = Budget.Subject.volume(VolumeName("MAIN"))

  @Test func withoutABudgetEverythingHasItsOwnRoom() {
    let check = BudgetCheck(
      [map("OVMF_CODE", size: code, [volume("MAIN", size: 0x1AC000, used: 1_512_908)])], budgets: [])
    #expect(check.rows.map(\.name) == ["OVMF_CODE", "MAIN"])
    #expect(check.rows.map(\.limit) == [1_966_080, 1_753_088])
    #expect(check.rows.map(\.free) == [453_172, 240_180])
    #expect(check.rows.allSatisfy { $0.source == .own } && !check.isExceeded)
  }

  /// LXD's: 0x1B9180 bytes in 0x1AC000.
  @Test func aVolumeIsHeldToWhatItUses() throws {
    let check = BudgetCheck(
      [map("CODE", size: 0x1E0000, [volume("FVMAIN_COMPACT", size: 0x1C0000, used: 0x1B9180)])],
      budgets: [budget(.volume(VolumeName("fvmain_compact")), 0x1AC000)])
    let row = try #require(check.rows.last)
    #expect(row.isExceeded && check.isExceeded && row.source == .manifest)
    #expect(row.used - row.limit == 53_632)
  }

  // MARK: What is not checked

  private func unchecked(
    _ budgets: [Budget], base: SizeRecord? = nil, allowedGrowth: Budget.Amount? = nil
  ) -> [BudgetCheck.Unchecked.Reason] {
    let maps = [map("CODE", size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x800)])]
    return BudgetCheck(maps, budgets: budgets, base: base, allowedGrowth: allowedGrowth).unchecked.map(
      \.reason)
  }

  private func base(_ names: [String]) -> SizeRecord {
    let maps = names.map { map($0, size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x700)]) }
    return SizeRecord(
      maps, attributions: [], check: BudgetCheck(maps, budgets: []), platform: "P", configuration: "", time: 0
    )
  }

  @Test func aBudgetForWhatIsThereIsChecked() { #expect(unchecked([budget(main, 0x900)]).isEmpty) }

  @Test(arguments: [
    Budget.Subject.device(DeviceName("VARS")), .volume(VolumeName("OTHER")), .module(ModuleName("Gone")),
  ])
  func aBudgetForWhatIsNotThereIsNotChecked(subject: Budget.Subject) {
    #expect(unchecked([budget(subject, 0x900)]) == [.notMeasured])
    // Of two lines for one subject, one is meant.
    #expect(unchecked([budget(subject, 0x900), budget(subject, 0x800)]) == [.notMeasured])
  }

  @Test func growthNeedsABaseThatHasIt() {
    var growing = budget(.device(DeviceName("CODE")), 0x1000)
    growing.growth = .bytes(16)
    #expect(unchecked([growing]) == [.noBase])
    #expect(unchecked([growing], base: base(["OTHER"])) == [.notInBase])
    #expect(unchecked([growing], base: base(["CODE"])).isEmpty)
    // A later line without a limit of growth takes its place.
    #expect(unchecked([growing, budget(.device(DeviceName("CODE")), 0x1000)]).isEmpty)
  }

  @Test func theCommandLinesLimitIsForEverythingWithoutOne() {
    #expect(unchecked([], base: base(["CODE"]), allowedGrowth: .bytes(1)).isEmpty)
    #expect(unchecked([], base: base(["OTHER"]), allowedGrowth: .bytes(1)) == [.notInBase])
  }

  /// A release has room for so many bytes of image, however empty they are.
  @Test func aDeviceThatIsTooLargeBreaksItsBudget() {
    let large = [map("CODE", size: 0x200000, [volume("MAIN", size: 0x200000, used: 1000)])]
    #expect(BudgetCheck(large, budgets: [budget(.device(DeviceName("CODE")), code)]).isExceeded)
    #expect(!BudgetCheck(large, budgets: [budget(.device(DeviceName("CODE")), 0x200000)]).isExceeded)
  }

  @Test func aBudgetThatIsMetToTheByteIsNoMistake() {
    let maps = [map("CODE", size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x800)])]
    #expect(!BudgetCheck(maps, budgets: [budget(main, 0x800)]).isExceeded)
    #expect(BudgetCheck(maps, budgets: [budget(main, 0x7FF)]).isExceeded)
  }

  /// The later of two lines counts, as in every manifest.
  @Test func theLaterBudgetCounts() {
    let maps = [map("CODE", size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x800)])]
    #expect(
      BudgetCheck(maps, budgets: [budget(main, 0x100), budget(main, 0x900)]).rows[1].limit == 0x900)
  }

  @Test func volumesThatSeveralImagesHoldAreOneRowAndStoresNone() {
    let main = volume("MAIN", size: 0x1000, used: 0x800)
    let store = volume("variable store", size: 0x1000, used: 0x1000, files: 0)
    let check = BudgetCheck(
      [map("CODE", size: 0x1000, [main]), map("WHOLE", size: 0x2000, [store, main])], budgets: [])
    #expect(check.rows.map(\.name) == ["CODE", "MAIN", "WHOLE"])
  }

  // MARK: Levels

  private func row(
    used: Int, limit: Int = 1000, warning: Int? = nil, reserve: Int = 0, base: Int? = nil, growth: Int? = nil
  ) -> BudgetCheck.Row {
    BudgetCheck.Row(
      subject: main, size: 2000, used: used, limit: limit, source: .manifest, warning: warning,
      reserve: reserve, base: base, allowedGrowth: growth)
  }

  @Test func warningReserveAndLimit() {
    #expect(row(used: 900, warning: 900).state == .fine)
    #expect(row(used: 901, warning: 900).violations == [.warning(level: 900)])
    #expect(row(used: 901, warning: 900).state == .warned)
    #expect(row(used: 950, warning: 900, reserve: 50).state == .warned)
    #expect(row(used: 951, warning: 900, reserve: 50).violations == [.reserve(over: 1, reserve: 50)])
    #expect(row(used: 1001, warning: 900, reserve: 50).violations == [.limit(over: 1)])
    #expect(row(used: 1000).state == .fine)
  }

  @Test func growthOverABase() {
    #expect(row(used: 600, base: 500, growth: 100).state == .fine)
    #expect(row(used: 601, base: 500, growth: 100).violations == [.growth(by: 101, allowed: 100)])
    #expect(row(used: 400, base: 500, growth: 0).state == .fine)
    // Without a base nothing has grown.
    #expect(row(used: 600, growth: 0).state == .fine)
    #expect(
      row(used: 1001, base: 500, growth: 100).violations == [.limit(over: 1), .growth(by: 501, allowed: 100)])
  }

  private func record(_ used: Int, module: Int) -> SizeRecord {
    SizeRecord(
      platform: "P", configuration: "", time: 0,
      subjects: [.init(name: "MAIN", kind: .volume, size: 0x1000, used: used, limit: 0x1000)],
      modules: [
        .init(
          guid: "11111111-2222-3333-4444-555555555555", name: "A", volume: "MAIN", raw: module, flash: nil)
      ])
  }

  @Test func budgetsOfGrowthAndOfModules() throws {
    let file = SourceFile(path: "P.dsc", bytes: [])
    let place = SourceRange(file, 0..<0)
    let maps = [map("CODE", size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x800)])]
    let check = BudgetCheck(
      maps,
      budgets: [
        Budget(subject: main, limit: 0x1000, growth: .permille(10), range: place),
        Budget(subject: .module(ModuleName("a")), limit: 0x700, growth: .bytes(8), range: place),
        Budget(subject: .module(ModuleName("Gone")), limit: 1, range: place),
      ], base: record(2020, module: 0x7F0))
    #expect(check.rows.map(\.name) == ["CODE", "MAIN", "A"])
    // 1 % of 2020 is 20; 2048 are 28 more.
    #expect(check.rows[1].violations == [.growth(by: 28, allowed: 20)])
    #expect(check.rows[2].violations == [.limit(over: 0x100), .growth(by: 0x10, allowed: 8)])
    #expect(check.rows[2].kind == .module)

    let general = BudgetCheck(maps, budgets: [], base: record(2047, module: 1), allowedGrowth: .bytes(0))
    #expect(general.rows[1].violations == [.growth(by: 1, allowed: 0)])
    #expect(general.rows[0].violations.isEmpty, "the base knew no device")
  }
}
