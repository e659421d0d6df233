import BaseTools

/// `Documentation/basetools.md`.
package enum BaseToolsPage {
  package static var markdown: String {
    var text = """
      # What edk2's BaseTools do from release to release

      kiln does the work of edk2's build tools itself. These differ between releases, and images with them. So kiln looks
      at the tools of the tree that it builds, in the folder of EDK_TOOLS_PATH or in `BaseTools` of the workspace, and
      does as they would do. No option says which release a tree is of.

      Each behaviour is recognised by a text in one line of a file of BaseTools, so a branch that has picked or reverted
      the commit is treated as what it is. `followed` means that kiln does as the tree's tools do; `always` that it does
      so in all trees, as older tools stop there or the bytes are the same; `from the tree` that the difference is in a
      file which kiln reads or compiles; `refused` that kiln does not do this, and says so.

      If files of the tree's BaseTools are of no release, a message says so: `basetools-changed` or `basetools-newer`.
      The newest tree that was compared is \(EDK2Release.allCases[EDK2Release.allCases.count - 1].name).

      This page is generated; after a change, write it again with
      `kiln tool basetools-markdown > Documentation/basetools.md`.

      | behaviour | since | commit | recognised by | kiln | what is different |
      |---|---|---|---|---|---|

      """
    for behaviour in BaseToolsBehaviour.all {
      let sign = behaviour.sign
      let texts = sign.texts.map { "“\($0)”" }.joined(separator: " and ")
      let times = sign.count > 1 ? " in \(sign.count) lines" : ""
      text += "| \(behaviour.name) | \(behaviour.since.name) | \(behaviour.commit) | "
      text += "\(sign.file) \(sign.isPresent ? "has" : "lacks") \(texts)\(times) | "
      text += "\(behaviour.handling.rawValue) | \(behaviour.summary) |\n"
    }
    return text
  }
}
