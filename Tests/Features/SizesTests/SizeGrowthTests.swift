import Bytes
import Sizes
import Testing

/// What grew between two records, and over a course of them.
@Suite struct SizeGrowthTests {
  static let guids: [GUID] = [
    "11111111-0000-0000-0000-000000000001", "11111111-0000-0000-0000-000000000002",
    "11111111-0000-0000-0000-000000000003", "11111111-0000-0000-0000-000000000004",
    "11111111-0000-0000-0000-000000000005",
  ]

  private func module(
    _ index: Int, _ raw: Int, _ flash: Double? = nil, volume: String = "DXEFV"
  ) -> SizeRecord.Module {
    SizeRecord.Module(guid: Self.guids[index], name: "M\(index)", volume: volume, raw: raw, flash: flash)
  }

  private func record(
    time: Int = 0, revision: String? = nil, used: [String: Int] = [:], modules: [SizeRecord.Module] = []
  ) -> SizeRecord {
    SizeRecord(
      platform: "P", configuration: "C", revision: revision, time: time,
      subjects: used.sorted { $0.key < $1.key }.map {
        SizeRecord.Subject(
          name: $0.key, kind: $0.key == "CODE" ? .device : .volume, size: 1000, used: $0.value, limit: 900,
          flash: $0.key == "DXEFV" ? 1 : nil, holds: $0.key == "CODE" ? ["DXEFV"] : [])
      }, modules: modules)
  }

  @Test func everyVerdictOnce() {
    let growth = SizeGrowth(
      from: record(modules: [module(0, 100), module(1, 100), module(2, 100), module(3, 100)]),
      to: record(modules: [module(1, 150), module(2, 30), module(3, 100), module(4, 120)]))
    #expect(growth.modules.map(\.name) == ["M4", "M0", "M2", "M1"])
    #expect(growth.modules.map(\.verdict) == [.added, .removed, .shrunk, .grown])
    #expect(growth.modules.map(\.raw.difference) == [120, -100, -70, 50])
  }

  /// Flash decides where both sides know it: a megabyte of zeros costs nothing.
  @Test func flashBeforeRaw() {
    let old = [module(0, 100, 50), module(1, 100, 50), module(2, 10, 10)]
    let new = [module(0, 1_000_100, 52.5), module(1, 90, 95.5), module(2, 10, 10.25)]
    let growth = SizeGrowth(from: record(modules: old), to: record(modules: new))
    #expect(growth.modules.map(\.name) == ["M1", "M0"])
    #expect(growth.modules.map(\.flashDifference) == [45.5, 2.5])
    #expect(growth.modules.map(\.verdict) == [.grown, .grown])
    // One side alone says nothing: back to what they are decoded.
    let half = SizeGrowth(from: record(modules: old.map { module($0) }), to: record(modules: new))
    #expect(half.modules.map(\.name) == ["M0", "M1"])
    #expect(half.modules.allSatisfy { $0.flashDifference == nil })
    #expect(half.modules.map(\.verdict) == [.grown, .shrunk])
  }

  private func module(_ other: SizeRecord.Module) -> SizeRecord.Module {
    SizeRecord.Module(guid: other.guid, name: other.name, volume: other.volume, raw: other.raw)
  }

  /// The same module in two volumes is two, twice in one volume the sum.
  @Test func modulesAreToldApartByVolume() {
    let growth = SizeGrowth(
      from: record(modules: [module(0, 10, volume: "PEIFV"), module(1, 10), module(1, 10)]),
      to: record(modules: [module(0, 10), module(1, 25)]))
    #expect(growth.modules.map(\.volume) == ["DXEFV", "PEIFV", "DXEFV"])
    #expect(growth.modules.map(\.verdict) == [.added, .removed, .grown])
    #expect(growth.modules.last?.raw.before == 20 && growth.modules.last?.raw.after == 25)
  }

  @Test func subjectsThatComeAndGo() {
    let growth = SizeGrowth(
      from: record(used: ["CODE": 500, "OLD": 40]), to: record(used: ["CODE": 490, "DXEFV": 70]))
    #expect(growth.subjects.map(\.name) == ["DXEFV", "OLD", "CODE"])
    #expect(growth.subjects.map(\.verdict) == [.added, .removed, .shrunk])
  }

  @Test func aCourse() throws {
    let year = 31_556_952
    let courses = SizeCourse.all([
      record(
        time: 3 * year, revision: "d", used: ["CODE": 800, "DXEFV": 700], modules: [module(0, 700, 300)]),
      record(
        time: 0, revision: "a", used: ["CODE": 500],
        modules: [module(0, 300, 120), module(1, 90, 80, volume: "X")]),
      record(time: 1 * year, revision: "b", used: ["CODE": 550, "DXEFV": 560], modules: []),
      record(time: 2 * year, revision: "c", used: ["CODE": 790, "DXEFV": 600], modules: []),
    ])
    #expect(courses.map(\.name) == ["CODE", "DXEFV"])
    let code = try #require(courses.first)
    #expect(code.count == 4 && code.first.used == 500 && code.last.used == 800 && code.last.free == 100)
    #expect(code.largestStep?.difference == 240 && code.largestStep?.after.revision == "c")
    // Only what is in it; X is not.
    #expect(code.modules.map(\.name) == ["M0"])
    #expect(code.modules.first?.flashDifference == 180)
    let volume = try #require(courses.last)
    #expect(volume.count == 3 && volume.first.revision == "b" && volume.largestStep?.difference == 100)
    #expect(volume.modules.map(\.verdict) == [.added])
  }
}
