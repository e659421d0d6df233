import BaseTools
import Host
import Testing

@testable import KilnDriver

@Suite struct CompilationDateTests {
  private func date(_ epoch: String?, _ release: EDK2Release) -> CompilationDate {
    CompilationDate(
      ProcessEnvironment(changes: epoch.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:]), BaseToolsRevision(release))
  }

  /// edk2's `build` sets the variable since fcc568ca6e, unless the user has set it.
  @Test func theTreeSaysWhoseTimeItIs() {
    #expect(date(nil, .stable202508) == .local)
    #expect(date(nil, .stable202511) == .now)
    #expect(date("12", .stable202508) == .epoch("12"))
    #expect(date("12", .stable202511) == .epoch("12"))
  }

  @Test func onlyTheTimeOfTheBuildIsSetForCompilers() throws {
    #expect(CompilationDate.local.variables.isEmpty)
    #expect(CompilationDate.epoch("12").variables.isEmpty)
    let seconds = try #require(CompilationDate.now.variables["SOURCE_DATE_EPOCH"].flatMap { Int($0) })
    #expect(seconds > 1_700_000_000)
  }

  @Test(arguments: [CompilationDate.local, .now, .epoch("0"), .epoch("1762625177"), .epoch("")])
  func whatIsWrittenIsRead(date: CompilationDate) {
    #expect(CompilationDate(parsing: date.text) == date)
  }
}
