import Bytes
import Diagnostics
import PlatformModel
import Testing
import Vocabulary

@testable import Inspection
@testable import Sizes

/// Which limits are exceeded for one reason, and which module it is.
@Suite struct BudgetCauseTests {
  private static let guids: [GUID] = [
    "11111111-0000-0000-0000-000000000001", "11111111-0000-0000-0000-000000000002",
  ]

  /// CODE holds MAIN, which holds DXEFV in a compressed stream, and PEIFV.
  private func maps(dxe: Int = 0, pei: Int = 0) -> [FlashMap] {
    func volume(_ name: String, used: Int, streams: [StreamUsage] = []) -> VolumeUsage {
      let files = Self.guids.enumerated().map {
        FileUsage(guid: $1, name: "M\($0)", type: "driver", offset: 0, size: 10)
      }
      return VolumeUsage(name: name, guid: nil, size: 1000, used: used, files: files, streams: streams)
    }
    let inner = volume("DXEFV", used: 500 + dxe)
    let main = volume(
      "MAIN", used: 500 + dxe,
      streams: [StreamUsage(codec: "LZMA", encodedSize: 1, size: 1, volumes: [inner])])
    return [
      FlashMap(
        name: "CODE", baseAddress: nil, size: 2000,
        regions: [main, volume("PEIFV", used: 500 + pei)].enumerated().map { index, volume in
          RegionUsage(offset: 1000 * index, size: 1000, kind: .volume, volume: volume)
        })
    ]
  }

  private func record(_ raw: [Int]) -> SizeRecord {
    SizeRecord(
      platform: "P", configuration: "", time: 0, subjects: [],
      modules: raw.enumerated().map {
        .init(guid: Self.guids[$0], name: "M\($0)", volume: $0 == 0 ? "DXEFV" : "PEIFV", raw: $1, flash: nil)
      })
  }

  private func budget(_ subject: Budget.Subject, _ limit: Int) -> Budget {
    Budget(subject: subject, limit: limit, range: SourceRange(SourceFile(path: "P.dsc", bytes: []), 0..<0))
  }

  private static func volume(_ name: String) -> Budget.Subject { .volume(VolumeName(name)) }

  private func verdict(
    _ budgets: [Budget], dxe: Int = 0, pei: Int = 0, grown: [Int]? = nil
  ) -> [Diagnostic] {
    let maps = maps(dxe: dxe, pei: pei)
    return BudgetVerdict(
      check: BudgetCheck(maps, budgets: budgets), budgets: budgets, maps: maps, attributions: [],
      growth: grown.map { SizeGrowth(from: record([100, 100]), to: record($0.map { 100 + $0 })) }
    ).diagnostics()
  }

  @Test func whatContainsAVolumeIsExceededWithIt() {
    let all =
      ["DXEFV", "MAIN"].map { budget(Self.volume($0), 600) } + [budget(.device(DeviceName("CODE")), 1000)]
    let findings = verdict(all, dxe: 200)
    #expect(findings.map(\.subject) == [.volume(VolumeName("DXEFV"))])
    #expect(findings[0].involved == [.device(DeviceName("CODE")), .volume(VolumeName("MAIN"))])
    #expect(
      findings[0].message
        == "DXEFV needs 700 bytes, its budget allows 600: 100 too many; over its limit with it: CODE, MAIN")
  }

  @Test func volumesBesideEachOtherHaveTwoCauses() {
    let both = [budget(Self.volume("DXEFV"), 600), budget(Self.volume("PEIFV"), 600)]
    #expect(verdict(both, dxe: 200, pei: 200).count == 2)
    #expect(verdict(both, dxe: 200, pei: 200, grown: [200, 200]).count == 2)
  }

  /// A device goes with the volume whose module grew more.
  @Test func theDeviceGoesWithTheModuleThatGrewMost() {
    let all = [
      budget(Self.volume("DXEFV"), 600), budget(Self.volume("PEIFV"), 600),
      budget(.device(DeviceName("CODE")), 1000),
    ]
    let findings = verdict(all, dxe: 150, pei: 300, grown: [150, 300])
    #expect(findings.count == 2)
    #expect(
      findings.first { $0.subject == .volume(VolumeName("PEIFV")) }?.involved == [
        .device(DeviceName("CODE")), .module(ModuleName("M1")),
      ])
    #expect(
      findings.first { $0.subject == .volume(VolumeName("DXEFV")) }?.involved == [.module(ModuleName("M0"))])
  }

  @Test func theBudgetOfAModuleHasTheCauseOfItsVolume() {
    let all = [budget(Self.volume("PEIFV"), 600), budget(.module(ModuleName("M1")), 5)]
    let findings = verdict(all, pei: 200, grown: [0, 200])
    #expect(findings.count == 1)
    #expect(findings[0].message.hasPrefix("M1 grew (200 bytes): "))
    // Without a base nobody knows.
    #expect(verdict(all, pei: 200).count == 2)
  }

  /// A few bytes are no reason for thousands, but the very bytes that are too many are.
  @Test func littleGrowthIsAReasonForLittle() {
    let one = [budget(Self.volume("PEIFV"), 600)]
    #expect(verdict(one, pei: 110, grown: [0, 10])[0].message.hasPrefix("M1 grew (10 bytes): "))
    let far = verdict(one, pei: 200, grown: [0, 10])[0]
    #expect(far.message.hasPrefix("PEIFV needs "))
    #expect(
      far.notes.first?.message
        == "no module grew by 64 bytes or more since the base; the largest contributors are:")
  }

  @Test(arguments: [(63, false), (64, true)]) func notesOfGrowth(grown: Int, isTold: Bool) {
    let all = [budget(.device(DeviceName("CODE")), 1000)]
    let findings = verdict(all, dxe: 100, pei: 300, grown: [grown, 300])
    #expect(findings[0].notes.contains { $0.message.hasPrefix("grown since the base") } == isTold)
  }
}
