import Foundation
import TestSupport
import Testing

/// `kiln size --history`.
@Suite struct SizeCourseTests {
  private struct History: Decodable {
    struct Series: Decodable { let platform: String, subjects: [Subject] }
    struct Subject: Decodable {
      let name: String, records: Int, free: Int, largestStep: Step?, forecast: Forecast, modules: [Module]
    }
    struct Step: Decodable { let change: Int, after: Point }
    struct Point: Decodable { let revision: String?, time: Int }
    struct Forecast: Decodable { let verdict: String, overflow: Int?, pacePerYear: Double? }
    struct Module: Decodable { let name: String, rawChange: Int }
    let schema: String
    let series: [Series]
  }

  private static let megabyte = 1 << 20

  private func line(
    _ time: Int, used: Int, limit: Int, revision: String, platform: String = "OVMF"
  ) -> String {
    """
    {"schema":"kiln-sizes-1","platform":"\(platform)","configuration":"DEBUG_GCC5 X64","time":\(time),\
    "revision":"\(revision)","subjects":[{"name":"DXEFV","kind":"volume","size":\(limit),"used":\(used),\
    "limit":\(limit)}],"modules":[{"guid":"7C04A583-9E3E-4F1C-AD65-E05268D0B4D1","name":"Shell",\
    "volume":"DXEFV","raw":\(used / 2)}]}

    """
  }

  /// The commits that raised DXEFV to 8, 9, 10, 11 and 12 MB because it was full.
  private var raises: String {
    [
      (1_393_980_840, 7, "da78c88f45"), (1_444_218_787, 8, "08df58ec30"), (1_464_682_092, 9, "2f7b34b208"),
      (1_527_581_616, 10, "d272449d9e"), (1_583_933_517, 11, "5e75c4d1fe"),
    ].map { line($0.0, used: $0.1 * Self.megabyte, limit: ($0.1 + 1) * Self.megabyte, revision: $0.2) }
      .joined()
  }

  private func read(_ text: String, _ more: [String] = []) throws -> (program: Program, history: History?) {
    let scratch = try Scratch()
    try scratch.write("h.jsonl", text)
    let kiln = try Program.kiln(["size", "--history", "h.jsonl"] + more, in: scratch.path)
    return (kiln, try? JSONDecoder().decode(History.self, from: Data(kiln.output.utf8)))
  }

  /// The next raise came on 2023-01-04: d452feedf2.
  @Test func theNextRaiseIsForetoldWithinAYear() throws {
    let (program, history) = try read(raises, ["--json"])
    #expect(program.status == 0 && history?.schema == "kiln-size-history-1", "\(program.errors)")
    let volume = try #require(history?.series.first?.subjects.first)
    #expect(volume.records == 5 && volume.free == Self.megabyte && volume.forecast.verdict == "overflow")
    #expect(abs(try #require(volume.forecast.overflow) - 1_672_825_506) < 31_556_952)
    #expect(volume.modules.map(\.rawChange) == [2 * Self.megabyte])
    let text = try read(raises).program.output
    #expect(
      text == """
        OVMF, DEBUG_GCC5 X64
                 records  first          used  last            used     free  per year  overflow
          DXEFV        5  2014-03-05  7340032  2020-03-11  11534336  1048576   +554960  2022-01-30, \
        2021-09-06 at the fastest pace, 2022-02-18 at the slowest

        DXEFV
          largest step: +1048576 on 2015-10-07, 08df58ec30
          flash       raw  module  volume
                 +2097152  Shell   DXEFV

        """, "\(text)")
  }

  @Test func noForecastIsAnAnswer() throws {
    let year = 31_556_952
    for (used, verdict, text) in [
      ([5, 6], "too-few-records", "too few records"), ([5, 5, 5], "not-growing", "not growing"),
      ([5, 6, 11], "exceeded", "already exceeded"), ([5, 6, 7], "overflow", "2047"),
    ] {
      let lines = used.enumerated().map {
        line(1_700_000_000 + $0.offset * 6 * year, used: $0.element, limit: 9, revision: "x")
      }.joined()
      #expect(try read(lines, ["--json"]).history?.series.first?.subjects.first?.forecast.verdict == verdict)
      #expect(try read(lines).program.output.contains(text))
    }
  }

  /// A file of several platforms, with lines that are none.
  @Test func platformsAreKeptApart() throws {
    let other = line(1_400_000_000, used: 5, limit: 9, revision: "x", platform: "Xen")
    let (program, history) = try read("\(other)oops\n\(raises)\(other)", ["--json"])
    #expect(program.status == 0 && program.errors.contains("h.jsonl:2:1: warning"), "\(program.errors)")
    #expect(history?.series.map(\.platform) == ["Xen", "OVMF"])
    #expect(history?.series.map { $0.subjects.map(\.records) } == [[2], [5]])
  }

  @Test func oneSubject() throws {
    #expect(try read(raises, ["--subject", "dxefv"]).program.output.contains("DXEFV"))
    let (program, _) = try read(raises, ["--subject", "PEIFV"])
    #expect(program.status == 1 && program.errors.contains("[subject-unknown]"))
    #expect(program.errors.contains("fix: name one of DXEFV\n"), "\(program.errors)")
  }

  @Test func wrongWords() throws {
    #expect(try read("").program.errors.contains("[base-empty]"))
    #expect(try Program.kiln(["size", "--history", "/nonexistent"]).errors.contains("[file-missing]"))
    #expect(try Program.kiln(["size"]).status == 64)
    #expect(try Program.kiln(["size", "x.fd", "--history", "h.jsonl"]).status == 64)
    #expect(try Program.kiln(["size", "x.fd", "--subject", "DXEFV"]).status == 64)
  }
}
