import Diagnostics
import Manifests

/// A line of a `[UserExtensions.Kiln."…"]` section, split at `|`.
struct LintLine {
  let text: String
  /// Trimmed of blanks.
  let fields: [String]
  let range: SourceRange

  init(_ line: ManifestLine) {
    text = line.text
    range = line.range
    fields = line.text.split(separator: "|", omittingEmptySubsequences: false).map { part in
      let blank = { (character: Character) in character == " " || character == "\t" }
      return String(part.drop(while: blank).reversed().drop(while: blank).reversed())
    }
  }

  /// The lines of all sections with that name, file by file.
  static func all(of section: String, in manifests: [DSCFile]) -> [LintLine] {
    manifests.flatMap(\.userExtensions).filter { $0.identifier.map(\.value) == ["Kiln", section] }
      .flatMap(\.lines).map(LintLine.init)
  }
}
