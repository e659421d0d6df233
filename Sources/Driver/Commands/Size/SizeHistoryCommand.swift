package import Diagnostics
import Host
import PlatformModel
import Sizes

/// `kiln size --history`.
package struct SizeHistoryCommand: KilnCommand {
  package let context: Context
  let path: String
  /// A flash device or volume; all when nil.
  let subject: String?
  let top: Int?
  let json: Bool

  package init(_ path: String, subject: String?, top: Int?, json: Bool, context: Context) {
    self.context = context
    self.path = path
    self.subject = subject
    self.top = top
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let history = try SizeHistory(path, files: files)
    context.report(history.warnings)
    var series = Self.series(history.records)
    if let subject {
      let names = series.flatMap(\.courses).map(\.name)
      for index in series.indices {
        series[index].courses.removeAll { !$0.subject.isNamed(subject) }
      }
      series.removeAll(where: \.courses.isEmpty)
      guard !series.isEmpty else {
        throw DiagnosticError(.subjectUnknown(subject, names: names, path: path))
      }
    }
    guard !series.isEmpty else { throw DiagnosticError(.baseEmpty(path)) }
    let report = HistoryReport(series, top: top ?? 10)
    console.print(json ? report.json : report.text)
    return .fine
  }

  /// The records of each platform and configuration, in the order of first appearance.
  private static func series(_ records: [SizeRecord]) -> [HistoryReport.Series] {
    var order: [String] = []
    var groups: [String: [SizeRecord]] = [:]
    for record in records {
      if groups[record.title] == nil { order.append(record.title) }
      groups[record.title, default: []].append(record)
    }
    return order.compactMap { title in
      guard let group = groups[title], let first = group.first else { return nil }
      return HistoryReport.Series(
        platform: first.platform, configuration: first.configuration, courses: SizeCourse.all(group))
    }
  }
}

extension SizeHistory {
  /// Reads the file while no process is appending to it.
  init(_ path: String, files: FileSystem) throws(DiagnosticError) {
    self.init(parsing: SourceFile(path: path, bytes: try files.contentsBetweenLines(of: path)))
  }
}

extension Diagnostic {
  static func subjectUnknown(_ name: String, names: [String], path: String) -> Diagnostic {
    var seen: Set<String> = []
    let known = names.filter { seen.insert($0).inserted }
    return Diagnostic(
      .subjectUnknown, at: .file(path), "expected a flash device or volume of this history, found '\(name)'",
      fix: "name one of \(known.joined(separator: ", "))")
  }
}
