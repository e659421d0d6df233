import PlatformModel

/// The options of a module as lists of words, with make's `$(NAME)` expanded.
///
/// In edk2 the text of an option is interpreted by make and then by sh. Both are done here.
struct OptionText {
  let options: ToolOptions
  /// The value of a macro in the module's makefile. It takes precedence over tools_def and the environment.
  let macros: (String) -> String?
  let environment: (String) -> String?

  /// The maximum depth of macros in macros. make rejects recursive ones.
  private static let deepest = 24
  private static let longest = 1 << 20

  /// The path of a tool as one word; nil if tools_def does not define it.
  func program(_ tool: String) -> String? {
    options[tool, "PATH"].map { text in
      var isLiteral = false
      let bytes = expand(text).utf8.filter { byte in
        isLiteral = byte == ShellWords.literal && !isLiteral
        return !isLiteral
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  func words(_ tool: String, _ attribute: String = "FLAGS") -> [String] {
    guard let text = options[tool, attribute] else { return [] }
    return ShellWords.split(expand(text))
  }

  /// Expands macros. Literal text of their values is marked for `ShellWords`.
  private func expand(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var output: [UInt8] = []
    expand(text, into: &output, depth: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private func expand(_ text: String, into output: inout [UInt8], depth: Int) {
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count, output.count < Self.longest {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "$"), index + 1 < bytes.count else {
        output.append(byte)
        index += 1
        continue
      }
      let next = bytes[index + 1]
      let close: UInt8 =
        next == UInt8(ascii: "(") ? UInt8(ascii: ")") : next == UInt8(ascii: "{") ? UInt8(ascii: "}") : 0
      if close != 0, let end = bytes[(index + 2)...].firstIndex(of: close) {
        let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
        // An undefined name is empty, as in make.
        if let value = macros(name) {
          output += ShellWords.protected(value)
        } else if depth < Self.deepest, let value = option(name) {
          expand(value, into: &output, depth: depth + 1)
        } else if let value = environment(name) {
          output += ShellWords.protected(value)
        }
        index = end + 1
      } else {
        output.append(byte)
        index += next == byte ? 2 : 1
      }
    }
  }

  private func option(_ name: String) -> String? {
    let parts = name.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return parts.first.flatMap { options[$0, parts.count == 2 ? parts[1] : "PATH"] }
  }
}
