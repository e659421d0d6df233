import Bytes
import Testing

@testable import Sizes

/// Overflows foretold.
@Suite struct SizeForecastTests {
  private static let megabyte = 1 << 20
  /// Of 365.2425 days.
  private static let year = 31_556_952

  private func forecast(_ points: [(Int, Int)], limit: Int) -> SizeForecast {
    SizeForecast(points.map { SizeForecast.Point(time: $0.0, used: $0.1) }, limit: limit)
  }

  private func day(_ seconds: Int?) -> String? { seconds.map { CivilDate(seconds: $0).description } }

  /// edk2 raised OvmfPkgX64's DXEFV whenever it was full: each commit's date (%ct) and the limit that had been
  /// reached. Fed the first five, what does it say of the sixth, d452feedf2 of 2023-01-04?
  ///
  /// It says 2022-01-30, eleven months early, and that the paces before would have it between 2021-09-06 and
  /// 2022-02-18. The day lies behind that range: no megabyte before had lasted 2.8 years.
  @Test func dxefvOfOVMF() throws {
    let reached = [
      (1_393_980_840, 7),  // da78c88f45, 2014-03-05: to 8 MB
      (1_444_218_787, 8),  // 08df58ec30, 2015-10-07: to 9 MB
      (1_464_682_092, 9),  // 2f7b34b208, 2016-05-31: to 10 MB
      (1_527_581_616, 10),  // d272449d9e, 2018-05-29: to 11 MB
      (1_583_933_517, 11),  // 5e75c4d1fe, 2020-03-11: to 12 MB
    ].map { ($0.0, $0.1 * Self.megabyte) }
    let forecast = forecast(reached, limit: 12 * Self.megabyte)
    guard case .overflow(let time) = forecast.verdict else {
      Issue.record("\(forecast)")
      return
    }
    #expect(abs(time - 1_672_825_506) < Self.year, "\(day(time) ?? "")")
    #expect(day(time) == "2022-01-30")
    #expect(day(forecast.earliest) == "2021-09-06")
    #expect(day(forecast.latest) == "2022-02-18")
  }

  /// 100 bytes every year, 1000 left of 2000.
  @Test func whatGrowsEvenlyOverflowsOnTheDay() {
    let even = (0...10).map { ($0 * Self.year, $0 * 100) }
    let forecast = forecast(even, limit: 2000)
    #expect(abs((forecast.pace ?? 0) - 100) < 0.001)
    #expect(day(forecast.earliest) == day(20 * Self.year) && day(forecast.latest) == day(20 * Self.year))
    guard case .overflow(let time) = forecast.verdict else {
      Issue.record("\(forecast)")
      return
    }
    #expect(abs(time - 20 * Self.year) < 60)
  }

  @Test func orderIsOfNoConsequence() {
    let points = [(0, 10), (1, 30), (2, 35), (3, 50), (4, 52)].map { ($0.0 * Self.year, $0.1) }
    #expect(forecast(points.reversed(), limit: 99) == forecast(points, limit: 99))
  }

  /// One image built with something else in it, years ago or now, is no pace.
  @Test func oneMeasurementThatIsOffChangesLittle() {
    var points = (0...20).map { ($0 * Self.year / 4, 1000 + $0 * 25) }
    points[15].1 = 90_000
    let pace = forecast(points, limit: 10_000).pace ?? 0
    #expect(pace > 95 && pace < 105, "\(pace)")
  }

  /// Nothing for five years, then 100 a year.
  @Test func theNewerHalfSaysThePace() {
    let points = (0...10).map { ($0 * Self.year, max(0, $0 - 5) * 100) }
    #expect(abs((forecast(points, limit: 2000).pace ?? 0) - 100) < 0.001)
  }

  /// A thousand records on one day, and one a year besides.
  @Test func aBusyDayCountsOnce() {
    let years = (0...6).map { ($0 * Self.year, $0 * 100) }
    let day = (0..<1000).map { (5 * Self.year + $0, 500 + $0 % 7) }
    let pace = forecast(years + day, limit: 2000).pace ?? 0
    #expect(pace > 97 && pace < 103, "\(pace)")
  }

  @Test func noForecastIsAnAnswer() {
    let year = Self.year
    #expect(forecast([], limit: 9).verdict == .tooFewRecords)
    #expect(forecast([(0, 1), (year, 2)], limit: 9).verdict == .tooFewRecords)
    // The same moment three times is one measurement.
    #expect(forecast([(year, 1), (year, 2), (year, 3)], limit: 9).verdict == .tooFewRecords)
    #expect(forecast([(0, 1), (86_400, 2), (20 * 86_400, 3)], limit: 9).verdict == .tooShort)
    #expect(forecast([(0, 5), (year, 5), (2 * year, 5)], limit: 9).verdict == .notGrowing)
    #expect(forecast([(0, 9), (year, 7), (2 * year, 5)], limit: 9).verdict == .notGrowing)
    #expect(forecast([(0, 9), (year, 10)], limit: 9).verdict == .exceeded)
    #expect(forecast([(0, 1), (year, 2), (2 * year, 3)], limit: 9999).verdict == .distant(years: 20))
  }

  /// What is full to the byte overflows with the next one.
  @Test func fullToTheByte() {
    #expect(
      forecast([(0, 7), (Self.year, 8), (2 * Self.year, 9)], limit: 9).verdict
        == .overflow(time: 2 * Self.year))
  }

  @Test func extremesDoNotTrap() {
    let top = 253_402_300_799
    #expect(forecast([(0, 0), (top / 2, 1 << 40), (top, 0)], limit: 1).verdict == .notGrowing)
    #expect(forecast([(0, 0), (top / 2, 0), (top, 1 << 40)], limit: 1 << 40).pace != nil)
  }
}
