/// `Documentation/edk2-build-options.md`: every option and word of edk2's `build`.
package enum EDK2OptionPage {
  package static var markdown: String {
    """
    # Options of edk2's build

    What `kiln build`, and kiln called `build`, do with each option and word of edk2's `build`, release 2022.11. A
    refused option ends with exit code 64 and one line that names the alternative. An ignored option has no effect on
    what is built. This page is generated: `kiln tool build-options-markdown`.

    A letter that means something else in `kiln build` has edk2's meaning where the program is called `build`; see
    [Building](building.md#a-program-called-build).

    ## Options

    \(optionTable)

    ## Words

    \(wordTable)

    ## Since 2022.11

    \(EDK2Option.newest.release) (\(EDK2Option.newest.source)) has the same options and words. What changed:

    \(changes)

    """
  }

  private static var optionTable: String {
    table("option", EDK2Option.all.map { ($0.names, $0.value, $0.treatment) })
  }

  private static var wordTable: String { table("word", EDK2Word.all.map { ([$0.name], nil, $0.treatment) }) }

  private static var changes: String {
    EDK2Option.all.compactMap { option in
      option.change.map { "- `\(option.names.joined(separator: ", "))` \($0)" }
    }.joined(separator: "\n")
  }

  private static func table(
    _ title: String, _ rows: [(names: [String], value: String?, treatment: EDK2Option.Treatment)]
  ) -> String {
    let lines = rows.map { row in
      let names = row.names.map { name in "`\(name)\(row.value.map { " \($0)" } ?? "")`" }
      return "| \(names.joined(separator: ", ")) | \(row.treatment.name) | \(row.treatment.text) |"
    }
    return (["| \(title) | kiln | |", "|---|---|---|"] + lines).joined(separator: "\n")
  }
}

extension EDK2Option.Treatment {
  /// What kiln does, in a word.
  var name: String {
    switch self {
    case .accepted: "accepted"
    case .ignored, .noted: "ignored"
    case .refused: "refused"
    }
  }

  /// Escaped for a cell of a table.
  fileprivate var text: String { plainText.replacing("|", with: "\\|").replacing("*", with: "\\*") }

  var plainText: String {
    switch self {
    case .accepted(let text), .ignored(let text), .noted(let text), .refused(let text): text
    }
  }
}
