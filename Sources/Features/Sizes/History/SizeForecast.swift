import Bytes

/// When something overflows if it goes on growing as it has.
///
/// The pace is the median of the paces between any two measurements of the newer half of the time (Theil and
/// Sen's estimator): half of them grew faster, half slower, and a single measurement that is off changes
/// little. The newer half, as projects change their pace, and the last three measurements at least. It goes on
/// from the newest measurement, as that is what there is, and not from a line that passes it by.
///
/// How sure that is, is said by other paces from the same measurements: the quartiles of those of the newer half,
/// and the median of all. The earliest and latest day are those of the fastest and the slowest of the four: how much
/// the past disagrees with itself, not a bound on the future.
package struct SizeForecast: Equatable, Sendable {
  /// What was used at one time.
  package struct Point: Equatable, Sendable {
    /// Seconds since 1970-01-01 UTC.
    package var time: Int
    /// In bytes.
    package var used: Int

    package init(time: Int, used: Int) {
      self.time = time
      self.used = used
    }
  }

  package enum Verdict: Equatable, Sendable {
    /// Fewer than three measurements that are apart in time.
    case tooFewRecords
    /// Measurements over less than four weeks say nothing of years.
    case tooShort
    /// It uses more than it may already.
    case exceeded
    case notGrowing
    /// Not within so many years.
    case distant(years: Int)
    /// Seconds since 1970-01-01 UTC.
    case overflow(time: Int)
  }

  package var verdict: Verdict
  /// In bytes a year; nil where there are too few measurements.
  package var pace: Double?
  /// At the fastest of the paces, in seconds since 1970-01-01 UTC; nil when it does not overflow at that one
  /// within `horizon`, and where there is no pace.
  package var earliest: Int?
  /// At the slowest of the paces.
  package var latest: Int?

  /// In years: nothing is said of what lies further off.
  package static let horizon = 20
  private static let shortestCourse = 28 * CivilDate.secondsPerDay
  private static let fewest = 3

  /// - Parameters:
  ///   - points: in any order.
  ///   - limit: what it may use now, in bytes.
  package init(_ points: [Point], limit: Int) {
    let course = Self.thinned(points)
    guard let first = course.first, let last = course.last else {
      self.init(.tooFewRecords)
      return
    }
    let isExceeded = last.used > limit
    guard course.count >= Self.fewest else {
      self.init(isExceeded ? .exceeded : .tooFewRecords)
      return
    }
    guard last.time - first.time >= Self.shortestCourse else {
      self.init(isExceeded ? .exceeded : .tooShort)
      return
    }
    let middle = first.time + (last.time - first.time) / 2
    let newer = course.suffix(max(Self.fewest, course.count { $0.time >= middle }))
    let recent = Self.paces(newer)
    let pace = recent.quantile(0.5)
    let others = [pace, recent.quantile(0.25), recent.quantile(0.75), Self.paces(course[...]).quantile(0.5)]
    guard !isExceeded else {
      self.init(.exceeded, pace: pace)
      return
    }
    let overflow = { (pace: Double) in Self.overflow(last, pace: pace, limit: limit) }
    let outcome = overflow(pace).map { Verdict.overflow(time: $0) } ?? .distant(years: Self.horizon)
    self.init(
      pace > 0 ? outcome : .notGrowing, pace: pace, earliest: others.max().flatMap(overflow),
      latest: others.min().flatMap(overflow))
  }

  private init(_ verdict: Verdict, pace: Double? = nil, earliest: Int? = nil, latest: Int? = nil) {
    self.verdict = verdict
    self.pace = pace
    self.earliest = earliest
    self.latest = latest
  }

  /// The newest measurement of each of 128 stretches of the course, so that a busy week counts no more than a
  /// quiet one, and the work has a bound. Sorted by time.
  private static func thinned(_ points: [Point]) -> [Point] {
    let sorted = points.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
    guard let first = sorted.first, let last = sorted.last, last.time > first.time else {
      return sorted.suffix(1)
    }
    let length = Double(last.time - first.time)
    var result: [Point] = []
    var stretch = -1
    for point in sorted {
      let next = Int(Double(point.time - first.time) / length * 127)
      if next == stretch { result.removeLast() }
      result.append(point)
      stretch = next
    }
    return result
  }

  /// Between any two measurements, in bytes a year, sorted.
  private static func paces(_ points: ArraySlice<Point>) -> [Double] {
    var paces: [Double] = []
    for (index, later) in points.enumerated() {
      for earlier in points.prefix(index) {
        let years = Double(later.time - earlier.time) / Double(CivilDate.secondsPerYear)
        if years > 0 { paces.append(Double(later.used - earlier.used) / years) }
      }
    }
    return paces.sorted()
  }

  private static func overflow(_ last: Point, pace: Double, limit: Int) -> Int? {
    guard pace > 0 else { return nil }
    let years = Double(limit - last.used) / pace
    return years <= Double(horizon) ? last.time + Int(years * Double(CivilDate.secondsPerYear)) : nil
  }
}

extension [Double] {
  /// Of sorted numbers, between neighbours in proportion; 0 of none.
  fileprivate func quantile(_ share: Double) -> Double {
    guard let last else { return 0 }
    let place = share * Double(count - 1)
    let below = Int(place)
    guard below + 1 < count else { return last }
    return self[below] + (place - Double(below)) * (self[below + 1] - self[below])
  }
}
