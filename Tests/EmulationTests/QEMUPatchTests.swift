import Emulation
import Foundation
import TestSupport
import Testing

@Suite struct QEMUPatchTests {
  private static let installed = "/usr/lib/x86_64-linux-gnu/qemu/accel-tcg-x86_64.so"

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// The function as gcc compiles it, in a module that gcc links.
  private func module(_ body: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kiln-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, output) = (folder.appending(path: "module.s").path, folder.appending(path: "module.so").path)
    let text = """
      .globl tcg_handle_interrupt
      .type tcg_handle_interrupt, @function
      tcg_handle_interrupt:
      \(body)
      ret
      .skip 64, 0x90
      .section .note.GNU-stack,"",@progbits

      """
    try Data(text.utf8).write(to: URL(filePath: source))
    let gcc = try Program.run("/usr/bin/gcc", ["-shared", "-nostdlib", "-Wl,-z,lazy", "-o", output, source])
    guard gcc.status == 0, let data = FileManager.default.contents(atPath: output) else {
      throw Failure(description: "gcc cannot link a module")
    }
    return [UInt8](data)
  }

  private static let assertion = """
    call qemu_mutex_iothread_locked@PLT
    test %al, %al
    jne 1f
    ud2
    1:
    """

  private func differences(_ old: [UInt8], _ new: [UInt8]) -> [[UInt8]] {
    zip(old, new).filter { $0 != $1 }.map { [$0, $1] }
  }

  @Test func theAssertionIsPassedOver() throws {
    let before = try module(Self.assertion)
    let after = try #require(QEMUPatch.interruptLock(in: before))
    #expect(before.count == after.count)
    // JNE rel8 becomes JMP rel8.
    #expect(differences(before, after) == [[0x75, 0xEB]])
    #expect(QEMUPatch.interruptLock(in: after) == nil)
  }

  @Test(arguments: [
    // Another function is asked.
    "call qemu_cpu_is_self@PLT\ntest %al, %al\njne 1f\nud2\n1:",
    // The answer is used otherwise.
    "call qemu_mutex_iothread_locked@PLT\ntest %eax, %eax\njne 1f\nud2\n1:",
    "call qemu_mutex_iothread_locked@PLT\ntest %al, %al\nje 1f\nud2\n1:",
    "nop",
  ])
  func otherCodeStaysAsItIs(body: String) throws {
    #expect(QEMUPatch.interruptLock(in: try module(body)) == nil)
  }

  @Test func twoPlacesAreOneTooMany() throws {
    #expect(QEMUPatch.interruptLock(in: try module(Self.assertion + "\n" + Self.assertion)) == nil)
  }

  @Test func whatIsNoModuleIsLeftAlone() throws {
    #expect(QEMUPatch.interruptLock(in: []) == nil)
    let whole = try module(Self.assertion)
    for count in stride(from: 0, to: whole.count, by: 97) {
      #expect(QEMUPatch.interruptLock(in: Array(whole.prefix(count))) == nil)
    }
  }

  @Test func debiansModule() throws {
    let before = try Provided.bytes(Self.installed)
    let after = try #require(QEMUPatch.interruptLock(in: before))
    #expect(differences(before, after) == [[0x75, 0xEB]])
  }

  @Test func onlyTheVersionThatWasLookedAt() throws {
    let text = "QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c) 2003-2022"
    let version = try #require(QEMUVersion(inOutput: text))
    #expect(version == QEMUVersion(7, 2, 22))
    #expect(QEMUVersion(inOutput: "") == nil)
    #expect(QEMUPatch.concerns(version))
    #expect(!QEMUPatch.concerns(QEMUVersion(7, 20)))
    #expect(!QEMUPatch.concerns(QEMUVersion(8, 0)))
  }
}
