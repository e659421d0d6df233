import Testing

@testable import Emulation

/// What edk2's handlers write (CpuExceptionHandlerLib, ArmExceptionLib) ends the wait for a text.
@Suite struct ExceptionWatchTests {
  private static let x64 = """
    BdsDxe: starting Boot0001\r
    !!!! X64 Exception Type - 0D(#GP - General Protection)  CPU Apic ID - 00000000 !!!!\r
    ExceptionData - 0000000000000000\r
    RIP  - 000000000E7F3A21, CS  - 0000000000000038, RFLAGS - 0000000000010246\r
    !!!! Find image based on IP(0xE7F3A21) /b/Shell.dll (ImageBase=000000000E7F0000, EntryPoint=000000000E7F1000) !!!!\r

    """

  private func read(_ text: String, chunk: Int = 7, expecting: String = "never") -> (ConsoleDialogue, Bool) {
    var dialogue = ConsoleDialogue(expecting: expecting)
    var isOver = false
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty, !isOver {
      isOver = dialogue.read(Array(rest.prefix(chunk))).isOver
      rest = rest.dropFirst(chunk)
    }
    return (dialogue, isOver)
  }

  @Test(arguments: [1, 7, 4096]) func theHandlersLastLineEndsTheWait(chunk: Int) {
    let (dialogue, isOver) = read(Self.x64, chunk: chunk)
    #expect(isOver)
    #expect(dialogue.exception == "X64 Exception Type - 0D(#GP - General Protection)  CPU Apic ID - 00000000")
    #expect(dialogue.lastLines.contains { $0.hasPrefix("!!!! Find image") } || chunk == 4096)
  }

  @Test func withoutItTheLinesAreCounted() {
    let first = "!!!! IA32 Exception Type - 06(#UD - Invalid Opcode)  CPU Apic ID - 00000000 !!!!\n"
    #expect(!read(first + String(repeating: "EAX\n", count: 39)).1)
    #expect(read(first + String(repeating: "EAX\n", count: 40)).1)
  }

  @Test func arm() {
    let (dialogue, _) = read("\n\nSynchronous Exception at 0x000000007F5D1234\n")
    #expect(dialogue.exception == "Synchronous Exception at 0x000000007F5D1234")
  }

  @Test func otherLinesAreNoException() {
    #expect(read("Exception Type - in a text\n!!!! Find image\n").0.exception == nil)
  }

  /// The text that is waited for may be in what the handler writes.
  @Test func theTextCounts() {
    #expect(read(Self.x64, expecting: "General Protection").0.isMatched)
  }
}
