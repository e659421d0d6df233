import Bytes
import Render

/// `kiln size --history`: how each device and volume grew, and when it overflows.
package struct HistoryReport {
  /// The records of one platform and configuration.
  package struct Series {
    package var platform: String
    package var configuration: String
    package var courses: [SizeCourse]

    package init(platform: String, configuration: String, courses: [SizeCourse]) {
      self.platform = platform
      self.configuration = configuration
      self.courses = courses
    }
  }

  private let series: [Series]
  private let top: Int

  /// - Parameter top: how many of the modules with the largest changes the text lists for each subject.
  package init(_ series: [Series], top: Int = 10) {
    self.series = series
    self.top = top
  }

  package var text: String {
    series.map { one in
      let configuration = one.configuration.isEmpty ? "" : ", \(one.configuration)"
      return "\(one.platform)\(configuration)\n" + overview(one.courses)
        + one.courses.map(detail).joined()
    }.joined(separator: "\n")
  }

  private func overview(_ courses: [SizeCourse]) -> String {
    var table = TextTable([
      ("", .left), ("records", .right), ("first", .left), ("used", .right), ("last", .left), ("used", .right),
      ("free", .right), ("per year", .right), ("overflow", .left),
    ])
    for course in courses {
      table.add([
        course.name, String(course.count), course.first.time.date, String(course.first.used),
        course.last.time.date, String(course.last.used), String(course.last.free),
        course.forecast.pace.map { Int($0.rounded()).signed } ?? "", course.forecast.text,
      ])
    }
    return table.rendered(indent: 2)
  }

  private func detail(_ course: SizeCourse) -> String {
    guard course.count > 1, course.largestStep != nil || !course.modules.isEmpty else { return "" }
    var text = "\n\(course.name)\n"
    if let step = course.largestStep {
      let revision = step.after.revision.map { ", \($0.shortRevision)" } ?? ""
      text += "  largest step: \(step.difference.signed) on \(step.after.time.date)\(revision)\n"
    }
    if !course.modules.isEmpty {
      text += GrowthReport.table(course.modules.prefix(top))
      let hidden = course.modules.count - top
      if hidden > 0 { text += "  and \(hidden) more\n" }
    }
    return text
  }

  package var json: String { JSON.encode(HistoryJSON(series: series.map(HistoryJSON.Series.init))) }
}

extension Int {
  fileprivate var date: String { CivilDate(seconds: self).description }
}

extension SizeForecast {
  /// The predicted time of overflow, in words.
  var text: String {
    switch verdict {
    case .tooFewRecords: "too few records"
    case .tooShort: "too short a period"
    case .exceeded: "already exceeded"
    case .notGrowing: "not growing" + (earliest.map { "; at the fastest pace \($0.date)" } ?? "")
    case .distant(let years): "not within \(years) years"
    case .overflow(let time):
      "\(time.date)"
        + (earliest.map { ", \($0.date) at the fastest pace" } ?? "")
        + (latest.map { ", \($0.date) at the slowest" } ?? ", never at the slowest")
    }
  }

  fileprivate var word: String {
    switch verdict {
    case .tooFewRecords: "too-few-records"
    case .tooShort: "too-short"
    case .exceeded: "exceeded"
    case .notGrowing: "not-growing"
    case .distant: "distant"
    case .overflow: "overflow"
    }
  }
}

/// The documented form of `kiln size --history --json`: sizes in bytes, times in seconds since 1970-01-01 UTC.
private struct HistoryJSON: Encodable {
  let schema = "kiln-size-history-1"
  let series: [Series]

  struct Series: Encodable {
    let platform: String
    let configuration: String
    let subjects: [Subject]

    init(_ series: HistoryReport.Series) {
      platform = series.platform
      configuration = series.configuration
      subjects = series.courses.map(Subject.init)
    }
  }

  struct Point: Encodable {
    let time: Int
    let revision: String?
    let used: Int
    let limit: Int

    init(_ point: SizeCourse.Point) {
      time = point.time
      revision = point.revision
      used = point.used
      limit = point.limit
    }
  }

  struct Step: Encodable {
    let before: Point
    let after: Point
    let change: Int
  }

  struct Forecast: Encodable {
    let verdict: String
    let overflow: Int?
    let earliest: Int?
    let latest: Int?
    let pacePerYear: Double?
  }

  struct Subject: Encodable {
    let name: String
    let kind: String
    let records: Int
    let first: Point
    let last: Point
    let free: Int
    let largestStep: Step?
    let modules: [GrowthJSON.Module]
    let forecast: Forecast

    init(_ course: SizeCourse) {
      name = course.name
      kind = course.kind.rawValue
      records = course.count
      first = Point(course.first)
      last = Point(course.last)
      free = course.last.free
      largestStep = course.largestStep.map {
        Step(before: Point($0.before), after: Point($0.after), change: $0.difference)
      }
      modules = course.modules.map(GrowthJSON.Module.init)
      var overflow: Int?
      if case .overflow(let time) = course.forecast.verdict { overflow = time }
      forecast = Forecast(
        verdict: course.forecast.word, overflow: overflow, earliest: course.forecast.earliest,
        latest: course.forecast.latest, pacePerYear: course.forecast.pace.map { ($0 * 100).rounded() / 100 })
    }
  }
}
