import Bytes
import Diagnostics
import PlatformModel
import Testing

@testable import Analysis

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

  private func budget(_ subject: String, _ limit: Int) -> Budget {
    let file = SourceFile(path: "P.dsc", bytes: [])
    return Budget(subject: subject, limit: limit, range: SourceRange(file, 0..<0))
  }

  private let code = 1_966_080

  @Test func withoutABudgetEverythingHasItsOwnRoom() {
    let check = BudgetCheck(
      [map("OVMF_CODE", size: code, [volume("MAIN", size: 0x1AC000, used: 1_512_908)])], budgets: [])
    #expect(check.rows.map(\.subject) == ["OVMF_CODE", "MAIN"])
    #expect(check.rows.map(\.limit) == [1_966_080, 1_753_088])
    #expect(check.rows.map(\.free) == [453_172, 240_180])
    #expect(check.rows.allSatisfy { $0.source == .own } && !check.isExceeded)
  }

  /// LXD's: 0x1B9180 bytes in 0x1AC000.
  @Test func aVolumeIsHeldToWhatItUses() throws {
    let check = BudgetCheck(
      [map("CODE", size: 0x1E0000, [volume("FVMAIN_COMPACT", size: 0x1C0000, used: 0x1B9180)])],
      budgets: [budget("fvmain_compact", 0x1AC000)])
    let row = try #require(check.rows.last)
    #expect(row.isExceeded && check.isExceeded && row.source == .manifest)
    #expect(row.used - row.limit == 53_632)
  }

  /// A release has room for so many bytes of image, however empty they are.
  @Test func aDeviceThatIsTooLargeBreaksItsBudget() {
    let large = [map("CODE", size: 0x200000, [volume("MAIN", size: 0x200000, used: 1000)])]
    #expect(BudgetCheck(large, budgets: [budget("CODE", code)]).isExceeded)
    #expect(!BudgetCheck(large, budgets: [budget("CODE", 0x200000)]).isExceeded)
  }

  @Test func aBudgetThatIsMetToTheByteIsNoMistake() {
    let maps = [map("CODE", size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x800)])]
    #expect(!BudgetCheck(maps, budgets: [budget("MAIN", 0x800)]).isExceeded)
    #expect(BudgetCheck(maps, budgets: [budget("MAIN", 0x7FF)]).isExceeded)
  }

  /// The later of two lines counts, as in every manifest.
  @Test func theLaterBudgetCounts() {
    let maps = [map("CODE", size: 0x1000, [volume("MAIN", size: 0x1000, used: 0x800)])]
    #expect(
      BudgetCheck(maps, budgets: [budget("MAIN", 0x100), budget("MAIN", 0x900)]).rows[1].limit == 0x900)
  }

  @Test func volumesThatSeveralImagesHoldAreOneRowAndStoresNone() {
    let main = volume("MAIN", size: 0x1000, used: 0x800)
    let store = volume("variable store", size: 0x1000, used: 0x1000, files: 0)
    let check = BudgetCheck(
      [map("CODE", size: 0x1000, [main]), map("WHOLE", size: 0x2000, [store, main])], budgets: [])
    #expect(check.rows.map(\.subject) == ["CODE", "MAIN", "WHOLE"])
  }
}
