/// `Documentation/edk2-build-options.md`: every option and word of edk2's `build`.
package enum EDK2OptionPage {
  package static var markdown: String {
    """
    # Options of edk2's build

    What `kiln build` does with each option and word of edk2's `build`, release 2022.11. A refused option ends with exit
    code 64 and one line that names the alternative. An ignored option has no effect on what is built. This page is
    generated: `kiln tool build-options-markdown`.

    ## Options

    \(table(EDK2Option.all, title: "option"))

    ## Words

    \(table(EDK2Option.words, title: "word"))

    """
  }

  private static func table(_ options: [EDK2Option], title: String) -> String {
    let rows = options.map { option in
      let names = option.names.map { name in "`\(name)\(option.value.map { " \($0)" } ?? "")`" }
      return "| \(names.joined(separator: ", ")) | \(option.treatment.name) | \(option.treatment.text) |"
    }
    return (["| \(title) | kiln | |", "|---|---|---|"] + rows).joined(separator: "\n")
  }
}

extension EDK2Option.Treatment {
  fileprivate var name: String {
    switch self {
    case .accepted: "accepted"
    case .ignored, .noted: "ignored"
    case .refused: "refused"
    }
  }

  /// Escaped for a cell of a table.
  fileprivate var text: String {
    let text =
      switch self {
      case .accepted(let text), .ignored(let text), .noted(let text), .refused(let text): text
      }
    return text.replacing("|", with: "\\|").replacing("*", with: "\\*")
  }
}
