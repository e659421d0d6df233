/// Recognises an exception of the guest's processor on its console.
///
/// edk2's CpuExceptionHandlerLib writes `!!!! X64 Exception Type - 0D(#GP - General Protection)  CPU Apic ID - … !!!!`, the
/// registers, and at the end a line about the image: `!!!! Find image …` or `!!!! Can't find image information. !!!!`. On
/// ARM it writes `Synchronous Exception at 0x…` (ArmPkg/Library/DefaultExceptionHandlerLib).
struct ExceptionWatch: Sendable {
  /// The first line, without the exclamation marks.
  private(set) var exception: String?
  /// Whether all that the handler writes has been read.
  private(set) var isOver = false

  private var filter = TerminalFilter()
  private var line: [UInt8] = []
  private var following = 0
  /// The most lines that follow the first one: registers, and on ARM the stack.
  private static let most = 40
  /// Longer lines are no message of the handler.
  private static let longest = 512

  mutating func read(_ byte: UInt8) {
    guard !isOver, let visible = filter.text(from: byte) else { return }
    guard visible == UInt8(ascii: "\n") else {
      if line.count < Self.longest { line.append(visible) }
      return
    }
    let text = String(decoding: line, as: UTF8.self)
    line = []
    guard exception == nil else {
      following += 1
      isOver =
        text.contains("!!!! Find image") || text.contains("!!!! Can't find image") || following == Self.most
      return
    }
    exception = Self.exception(in: text)
  }

  private static func exception(in line: String) -> String? {
    if let range = line.firstRange(of: " Exception Type - "), line[..<range.lowerBound].contains("!!!! ") {
      return trimmed(line)
    }
    let arm = ["Synchronous Exception at 0x", "IRQ Exception at 0x", "SError Exception at 0x"]
    return arm.contains { line.contains($0) } ? trimmed(line) : nil
  }

  private static func trimmed(_ line: String) -> String {
    let isFrame: (Character) -> Bool = { $0 == "!" || $0 == " " || $0 == "\r" }
    return String(line.drop(while: isFrame).reversed().drop(while: isFrame).reversed())
  }
}
