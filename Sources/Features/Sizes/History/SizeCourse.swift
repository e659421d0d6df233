package import PlatformModel

/// The sizes of a flash device or volume over time.
package struct SizeCourse: Equatable, Sendable {
  package struct Point: Equatable, Sendable {
    /// Seconds since 1970-01-01 UTC.
    package var time: Int
    package var revision: String?
    /// Bytes in use.
    package var used: Int
    package var limit: Int

    package var free: Int { limit - used }
  }

  /// The largest growth from one record to the next.
  package struct Step: Equatable, Sendable {
    package var before: Point
    package var after: Point
    package var difference: Int { after.used - before.used }
  }

  package var name: String
  package var kind: SizeRecord.Subject.Kind
  package var subject: Budget.Subject { kind.subject(named: name) }
  package var count: Int
  package var first: Point
  package var last: Point
  /// nil if it never grew.
  package var largestStep: Step?
  /// The modules that differ between the first record and the last, the largest change first. Differences are
  /// in bytes of flash, or decoded bytes if `used` is inside a compressed stream.
  package var modules: [SizeGrowth.Module]
  package var forecast: SizeForecast

  /// The courses of all devices and volumes in the newest record, in its order.
  ///
  /// - Parameter records: of one platform and configuration, in any order.
  package static func all(_ records: [SizeRecord]) -> [SizeCourse] {
    let sorted = records.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
    return (sorted.last?.subjects ?? []).compactMap { SizeCourse($0, records: sorted) }
  }

  private init?(_ subject: SizeRecord.Subject, records: [SizeRecord]) {
    let course = records.compactMap { record in
      record.subjects.first { $0.name == subject.name }.map { found in
        (
          record: record,
          point: Point(time: record.time, revision: record.revision, used: found.used, limit: found.limit)
        )
      }
    }
    guard let first = course.first, let last = course.last else { return nil }
    let points = course.map(\.point)
    name = subject.name
    kind = subject.kind
    count = points.count
    self.first = first.point
    self.last = last.point
    largestStep = zip(points, points.dropFirst()).map { Step(before: $0, after: $1) }
      .filter { $0.difference > 0 }.max { $0.difference < $1.difference }
    forecast = SizeForecast(
      points.map { SizeForecast.Point(time: $0.time, used: $0.used) }, limit: last.point.limit)
    let volumes = Set(subject.holds + [subject.name])
    let grown = SizeGrowth(from: first.record, to: last.record).modules.filter { volumes.contains($0.volume) }
    // Inside a stream, the size of a volume is that of its decoded files.
    let isDecoded = subject.flash != nil
    modules = isDecoded ? SizeGrowth.sorted(grown) { abs(Double($0.raw.difference)) } : grown
    if isDecoded { modules.removeAll { $0.raw.difference == 0 } }
  }
}
