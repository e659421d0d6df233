/// Detects the prompt of the UEFI Shell: `Shell> `, or the current folder as in `FS0:\EFI> ` (UEFI Shell 2.2,
/// 3.3).
struct ShellPrompt: Sendable {
  private var filter = TerminalFilter()
  /// The current line so far.
  private var line: [UInt8] = []
  /// The maximum length of a prompt in bytes.
  private static let longest = 512

  /// Whether `byte` completes a prompt.
  mutating func read(_ byte: UInt8) -> Bool {
    guard let visible = filter.text(from: byte) else { return false }
    if visible == UInt8(ascii: "\n") {
      line.removeAll(keepingCapacity: true)
      return false
    }
    if line.count < Self.longest { line.append(visible) }
    guard visible == UInt8(ascii: " "), line.suffix(2).elementsEqual("> ".utf8) else { return false }
    let name = line.dropLast(2)
    return name.elementsEqual("Shell".utf8) || name.contains(UInt8(ascii: ":")) && !name.contains(0x20)
  }
}
