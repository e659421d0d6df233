/// Recognises the moment at which a key starts the UEFI Shell.
///
/// Platforms with ArmPkg's PlatformBootManagerLib, such as ArmVirtXen, do not start the Shell by themselves unless
/// PcdUefiShellDefaultBootEnable is set. They print `Press ESCAPE for boot options `, register the key `s` for the Shell,
/// and print a point for each second that they wait. A key that comes before the first point is lost.
struct ShellHotKey: Sendable {
  static let key = UInt8(ascii: "s")

  private var filter = TerminalFilter()
  private var matcher = TextMatcher("Press ESCAPE for boot options .")
  private var isOver = false

  /// Whether the key is to be pressed after `byte`. True at most once.
  mutating func read(_ byte: UInt8) -> Bool {
    guard !isOver, let visible = filter.text(from: byte) else { return false }
    matcher.read(visible)
    isOver = matcher.isFound
    return isOver
  }
}
