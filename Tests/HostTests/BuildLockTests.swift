import Diagnostics
import Testing
import TestSupport

@testable import Host

/// One build at a time writes to a folder.
@Suite struct BuildLockTests {
  @Test func aLockThatIsReleasedIsTakenWithoutWaiting() throws {
    let scratch = try Scratch()
    let first = try BuildLock("\(scratch.path)/lock") { _ in Issue.record("nobody holds it") }
    first.release()
    _ = try BuildLock("\(scratch.path)/lock") { _ in Issue.record("nobody holds it any more") }
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let error = #expect(throws: DiagnosticError.self) { try BuildLock("/nonexistent/lock") { _ in } }
    #expect(error?.diagnostics.first?.place == .file("/nonexistent/lock"))
  }
}

/// What the environment is asked.
@Suite struct ProcessEnvironmentTests {
  @Test func aProgramIsFoundInPATH() {
    #expect(ProcessEnvironment().program("sh")?.hasSuffix("/sh") == true)
  }

  @Test func aPathIsTakenAsItIs() {
    #expect(ProcessEnvironment().program("/bin/sh") == "/bin/sh")
    #expect(ProcessEnvironment().program("/nonexistent/sh") == nil)
  }

  @Test func aVariableThatIsNotSetIsNil() {
    #expect(ProcessEnvironment()["KILN_NO_SUCH_VARIABLE"] == nil)
  }
}

/// Programs that are run to their end.
@Suite struct HostProgramTests {
  private func shell() throws -> HostProgram {
    try HostProgram("sh", role: "runs tests", package: "dash", environment: ProcessEnvironment())
  }

  @Test func itsOutputItsErrorsAndItsEndAreTold() async throws {
    let result = try await shell().run(["-c", "cat; echo wrong >&2; exit 3"], input: Array("in".utf8))
    #expect(result.text == "in")
    #expect(result.errors == "wrong\n")
    #expect(!result.isSuccess)
  }

  @Test func variablesAreAddedToItsEnvironment() async throws {
    let result = try await shell().run(
      ["-c", "echo $KILN_TEST_VARIABLE $LC_ALL"], environment: ["KILN_TEST_VARIABLE": "x"])
    #expect(result.text == "x C\n")
  }

  @Test func oneThatIsNotInstalledIsNamedWithItsPackage() throws {
    let error = #expect(throws: DiagnosticError.self) {
      try HostProgram("nosuchprogram", role: "does it", package: "nosuch", environment: ProcessEnvironment())
    }
    #expect(error?.diagnostics.map(\.code) == [.programMissing])
    #expect(error?.diagnostics.first?.fix?.contains("nosuch") == true)
  }

  @Test func moreOutputThanAllowedIsAnError() async throws {
    let error = await #expect(throws: DiagnosticError.self) {
      try await shell().run(["-c", "head -c 100 /dev/zero"], limit: 10)
    }
    #expect(error?.diagnostics.map(\.code) == [.programFailed])
  }
}
