import BaseTools
import Host

#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Which date compilers write for `__DATE__` and `__TIME__`.
///
/// It is kept in a file of the build folder, on which all objects depend: another date compiles them again.
enum CompilationDate: Equatable, Sendable {
  /// SOURCE_DATE_EPOCH, as set by the user (reproducible-builds.org).
  case epoch(String)
  /// The time of the build, in UTC: edk2's `build` sets SOURCE_DATE_EPOCH since edk2-stable202511.
  case now
  /// The compiler's own time, in the local time zone.
  case local

  /// In the build folder.
  static let fileName = "source-date-epoch"

  init(_ environment: ProcessEnvironment, _ baseTools: BaseToolsRevision) {
    if let epoch = environment["SOURCE_DATE_EPOCH"] {
      self = .epoch(epoch)
    } else {
      self = baseTools.has(.buildTime) ? .now : .local
    }
  }

  /// - Parameter text: the contents of the file.
  init(parsing text: String) {
    switch text {
    case "time of the build, UTC\n": self = .now
    case "time of the build\n": self = .local
    default: self = .epoch(String(text.dropLast()))
    }
  }

  /// Whether it is the same in every build.
  var isFixed: Bool { if case .epoch = self { true } else { false } }

  var text: String {
    switch self {
    case .epoch(let epoch): epoch + "\n"
    case .now: "time of the build, UTC\n"
    case .local: "time of the build\n"
    }
  }

  /// What is set for compilers beyond the variables that kiln was started with.
  var variables: [String: String] {
    if case .now = self { ["SOURCE_DATE_EPOCH": "\(time(nil))"] } else { [:] }
  }
}
