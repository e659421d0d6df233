import Emulation
import Foundation
import TestSupport
import Testing
import Vocabulary

/// The command lines as QEMU takes them, with the firmware that Debian ships.
@Suite(.serialized) struct BootTests {
  struct Missing: Error, CustomStringConvertible { let description: String }

  @Test(arguments: [
    (QEMUMachine(.x64), "OVMF_CODE.fd", "OVMF_VARS.fd"),
    (QEMUMachine(.x64, requiresSMM: true), "OVMF_CODE_4M.secboot.fd", "OVMF_VARS_4M.fd"),
  ])
  func shippedFirmwareReachesTheShell(machine: QEMUMachine, code: String, variables: String) throws {
    try Provided.need("QEMU and Debian's firmware")
    let folder = FileManager.default.temporaryDirectory.appending(path: "kiln-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.appending(path: variables).path
    for (name, target) in [(code, nil), (variables, copy)] {
      let shipped = "/usr/share/OVMF/\(name)"
      guard FileManager.default.fileExists(atPath: shipped) else {
        throw Missing(description: "\(shipped) is missing: 'make test' sets it up")
      }
      if let target { try FileManager.default.copyItem(atPath: shipped, toPath: target) }
    }
    let command = QEMUCommand(
      machine: machine,
      firmware: .split(
        code: FlashFile(path: "/usr/share/OVMF/\(code)", size: try size("/usr/share/OVMF/\(code)")),
        variables: FlashFile(path: copy, size: try size(copy))))
    #expect(command.diagnose().isEmpty)
    let expectation = try run(command, until: "UEFI Interactive Shell", seconds: 120)
    let console = expectation.lastLines.joined(separator: "\n")
    #expect(expectation.verdict == .matched, "\(console)")
  }

  private func size(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }

  /// A child inherits what its thread blocks, and the threads that tests run on block nearly all signals:
  /// QEMU's processors then never stop for its main loop, and SIGTERM does not end it.
  private static func withAllSignals<T>(_ body: () throws -> T) rethrows -> T {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }

  /// Reads the console until the text comes, QEMU ends, or time is up.
  private func run(_ command: QEMUCommand, until text: String, seconds: Double) throws -> ConsoleExpectation {
    let executable = "/usr/bin/\(command.executable)"
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      throw Missing(description: "\(executable) is missing: 'make test' sets it up")
    }
    let process = Process()
    let console = Pipe()
    process.executableURL = URL(filePath: executable)
    process.arguments = command.arguments
    process.standardInput = Pipe()
    process.standardOutput = console
    try Self.withAllSignals { try process.run() }
    // The end of QEMU ends the pipe, and with it the loop below.
    let deadline = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: deadline)
    defer {
      deadline.cancel()
      process.terminate()
      process.waitUntilExit()
    }
    var expectation = ConsoleExpectation(text)
    while expectation.verdict == .notYet {
      let chunk = console.fileHandleForReading.availableData
      if chunk.isEmpty { break }
      expectation.read(chunk)
    }
    return expectation
  }
}
