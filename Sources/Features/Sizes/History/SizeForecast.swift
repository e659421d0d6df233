import Bytes

/// When a volume or device overflows if it keeps growing at its recent pace.
///
/// The pace is the median of the slopes between all pairs of measurements in the newer half of the period (the
/// Theil–Sen estimator), so that a single outlier changes little. Only the newer half counts, but at least the
/// last three measurements, because projects change their pace. The forecast starts from the newest
/// measurement, not from a fitted line.
///
/// The spread comes from other slopes, applied to the same measurement: the quartiles of the newer half, and
/// the median of the whole period. The earliest and latest day are those of the fastest and the slowest of the
/// four. They show how much the past varies and are no bound on the future.
package struct SizeForecast: Equatable, Sendable {
  /// The size at one time.
  package struct Point: Equatable, Sendable {
    /// Seconds since 1970-01-01 UTC.
    package var time: Int
    /// Bytes in use.
    package var used: Int

    package init(time: Int, used: Int) {
      self.time = time
      self.used = used
    }
  }

  package enum Verdict: Equatable, Sendable {
    /// Fewer than three measurements at different times.
    case tooFewRecords
    /// The measurements span less than four weeks, which is too short to predict years.
    case tooShort
    /// More than the limit is already in use.
    case exceeded
    case notGrowing
    /// No overflow within this number of years.
    case distant(years: Int)
    /// Time of overflow in seconds since 1970-01-01 UTC.
    case overflow(time: Int)
  }

  package var verdict: Verdict
  /// Bytes per year; nil if there are too few measurements.
  package var pace: Double?
  /// Time of overflow at the fastest pace, in seconds since 1970-01-01 UTC; nil without a pace, or if there is
  /// no overflow within `horizon`.
  package var earliest: Int?
  /// Time of overflow at the slowest pace, like `earliest`.
  package var latest: Int?

  /// The longest forecast, in years.
  package static let horizon = 20
  private static let shortestCourse = 28 * CivilDate.secondsPerDay
  private static let fewest = 3

  /// - Parameters:
  ///   - points: in any order.
  ///   - limit: the current limit in bytes.
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

  /// Divides the period into 128 intervals and keeps the newest measurement of each, so that a week with many
  /// records has no extra weight, and the number of pairs is bounded. Sorted by time.
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

  /// The slopes between all pairs of measurements, in bytes per year, sorted.
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
  /// The quantile of sorted numbers, interpolated linearly; 0 if there are none.
  fileprivate func quantile(_ share: Double) -> Double {
    guard let last else { return 0 }
    let place = share * Double(count - 1)
    let below = Int(place)
    guard below + 1 < count else { return last }
    return self[below] + (place - Double(below)) * (self[below + 1] - self[below])
  }
}
