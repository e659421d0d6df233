import Render

extension PageView {
  /// How volumes filled over time.
  struct History: Encodable {
    let charts: [Chart]
    /// Forecasts of the devices, which have no chart because they are as full as their volumes.
    let others: [Forecast]

    /// The predicted overflow, worded like `kiln size --history`.
    struct Forecast: Encodable {
      let forecastSubject: String
      let forecast: String
      /// Growth per year; nil if there are too few records.
      let pace: String?
      /// `soon`, `over`, or empty.
      let urgency: String
    }

    /// The sizes of a volume as a polyline in a square of 100 units, which the page stretches.
    struct Chart: Encodable {
      let chartTitle: String
      /// The platform, and its configuration if it has one.
      let configuration: String
      /// `x,y x,y …`
      let line: String
      let dots: [Dot]
      let limitY: String
      let limit: String
      let top: String
      let bottom: String
      let from: String
      let until: String
      let latest: String
      let change: String
      let isOver: Bool
      /// nil if the newest record does not contain the volume.
      let outlook: Forecast?
      let points: [Point]
    }

    struct Dot: Encodable {
      let x: String
      let y: String
    }

    struct Point: Encodable {
      let day: String
      let revision: String
      let pointUsed: String
      let pointLimit: String
      let pointChange: String
    }

    init?(_ records: [SizeRecord]) {
      guard !records.isEmpty else { return nil }
      // Records of the same time stay in the given order.
      let records = records.enumerated().sorted {
        ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
      }.map(\.element)
      var groups: [(title: [String], records: [SizeRecord])] = []
      for record in records {
        let title = [record.platform, record.configuration]
        if let place = groups.firstIndex(where: { $0.title == title }) {
          groups[place].records.append(record)
        } else {
          groups.append((title, [record]))
        }
      }
      var charts: [Chart] = []
      var others: [Forecast] = []
      for group in groups {
        let outlooks = SizeCourse.all(group.records)
        for course in Self.courses(group.records) {
          let outlook = outlooks.first { $0.kind == .volume && $0.name == course.name }
          charts.append(Chart(course, outlook: outlook.map(Forecast.init)))
        }
        others += outlooks.filter { $0.kind == .device }.map(Forecast.init)
      }
      self.charts = charts
      self.others = others
    }

    /// The courses of all recorded volumes.
    private static func courses(_ records: [SizeRecord]) -> [Course] {
      var courses: [Course] = []
      var places: [String: Int] = [:]
      for record in records {
        for subject in record.subjects where subject.kind == .volume {
          let place = places[subject.name] ?? courses.count
          if place == courses.count {
            places[subject.name] = place
            courses.append(Course(name: subject.name, record: record))
          }
          courses[place].points.append((record.time, record.revision, subject))
        }
      }
      return courses
    }

    /// One volume of one configuration, sorted by time.
    fileprivate struct Course {
      let name: String
      let configuration: String
      var points: [(time: Int, revision: String?, subject: SizeRecord.Subject)] = []

      init(name: String, record: SizeRecord) {
        self.name = name
        configuration =
          PageText.name(record.platform)
          + (record.configuration.isEmpty ? "" : ", \(PageText.name(record.configuration))")
      }
    }
  }
}

extension PageView.History.Forecast {
  fileprivate init(_ course: SizeCourse) {
    forecastSubject = PageText.name(course.name)
    forecast = course.forecast.text
    pace = course.forecast.pace.map { PageText.change($0.wholeBytes) }
    urgency =
      switch course.forecast.verdict {
      case .exceeded: "over"
      case .overflow: "soon"
      case .tooFewRecords, .tooShort, .notGrowing, .distant: ""
      }
  }
}

extension PageView.History.Chart {
  fileprivate init(_ course: PageView.History.Course, outlook: PageView.History.Forecast?) {
    chartTitle = PageText.name(course.name)
    configuration = course.configuration
    self.outlook = outlook
    let times = course.points.map { Double($0.time) }
    let used = course.points.map { Double($0.subject.used) }
    let first = course.points.first
    let last = course.points.last
    let limit = Double(last?.subject.limit ?? 0)
    let lowest = min(used.min() ?? 0, limit)
    let highest = max(used.max() ?? 0, limit)
    // The axis extends a tenth of the range above and below. Without any change it still needs a height.
    let margin = max((highest - lowest) / 10, highest / 100, 1)
    let bottom = max(0, lowest - margin)
    let height = highest + margin - bottom
    let start = times.first ?? 0
    let duration = (times.last ?? 0) - start
    let dots = zip(times, used).map { time, used in
      PageView.History.Dot(
        x: duration > 0 ? PageText.coordinate(time - start, of: duration) : "50",
        y: PageText.coordinate(bottom + height - used, of: height))
    }
    self.dots = dots
    line = dots.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    limitY = PageText.coordinate(bottom + height - limit, of: height)
    self.limit = PageText.short(limit)
    top = PageText.short(bottom + height)
    self.bottom = PageText.short(bottom)
    from = PageText.day(first?.time ?? 0)
    until = PageText.day(last?.time ?? 0)
    latest = PageText.short(last?.subject.used ?? 0)
    isOver = (last?.subject.used ?? 0) > (last?.subject.limit ?? 0)
    let (grown, overflow) = (last?.subject.used ?? 0).subtractingReportingOverflow(first?.subject.used ?? 0)
    change = overflow ? "?" : PageText.change(grown)
    var before: Int?
    points = course.points.map { point in
      defer { before = point.subject.used }
      let (step, overflow) = point.subject.used.subtractingReportingOverflow(before ?? point.subject.used)
      return PageView.History.Point(
        day: PageText.day(point.time),
        revision: point.revision.map { PageText.name($0.shortRevision) } ?? "",
        pointUsed: PageText.exact(point.subject.used), pointLimit: PageText.exact(point.subject.limit),
        pointChange: before == nil || overflow ? "" : PageText.change(step))
    }
  }
}
