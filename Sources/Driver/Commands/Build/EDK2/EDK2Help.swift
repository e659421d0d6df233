/// `build --help`, made of the table of options.
enum EDK2Help {
  static var text: String {
    """
    Usage: build [options] [\(EDK2Word.all.map(\.name).joined(separator: "|"))]

    Builds firmware as edk2's build does, with kiln. The environment is that of
    edksetup.sh: WORKSPACE, EDK_TOOLS_PATH, and PACKAGES_PATH, CONF_PATH if there are
    any. 'kiln build --help' has what edk2's build does not have.

    Options:
    \(EDK2Option.all.map(lines).joined(separator: "\n"))

    """
  }

  private static func lines(_ option: EDK2Option) -> String {
    let names = option.names.map { name in
      guard let value = option.value else { return name }
      return name.hasPrefix("--") ? "\(name)=\(value)" : "\(name) \(value)"
    }
    let text = option.treatment.plainText
    let said =
      switch option.treatment {
      case .accepted: text.isEmpty ? [] : wrapped(text)
      case .ignored, .noted: wrapped("ignored: \(text)")
      case .refused: wrapped("refused: \(text)")
      }
    return (["  \(names.joined(separator: ", "))"] + said).joined(separator: "\n")
  }

  /// In lines of 80 columns.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "     "
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > 80 {
        lines.append(line)
        line = "     "
      }
      line += " \(word)"
    }
    return lines + [line]
  }
}
