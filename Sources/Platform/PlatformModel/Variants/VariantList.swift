import Bytes
package import Diagnostics
package import Manifests
package import Vocabulary

/// The variants that a project builds and ships.
package struct VariantList: Sendable {
  package struct Entry: Sendable {
    package var name: VariantName
    /// A platform and its options, as on kiln's command line.
    package var words: [String]
    /// The build folder, below the workspace or absolute; nil for the one that the platform's DSC gives.
    package var output: String?
    /// A file of budgets; nil for the platform's own.
    package var budgets: String?
    /// What it is a part of, such as a package of a distribution; nil if the line does not say.
    package var product: String?
    /// The images under the names by which they are shipped.
    package var images: [ShippedImage] = []
    package var range: SourceRange
  }

  /// In the order of the file; names are unique.
  package private(set) var entries: [Entry] = []

  /// Parses the file: a DSC with only `[UserExtensions.Kiln."Variant"]`, which edk2's `build` passes over.
  ///
  /// Its lines are `name | platform and options`, optionally followed by `| output = FOLDER`, `| budgets = FILE`,
  /// `| product = NAME` and `| images = IMAGE FILE SIZE, …`.
  /// Macros of a `[Defines]` section in front of it hold what variants have in common.
  package init(parsing dsc: DSCFile, diagnostics: inout DiagnosticList) {
    for section in dsc.userExtensions where section.identifier.map(\.value) == ["Kiln", "Variant"] {
      for line in section.lines { add(line, &diagnostics) }
    }
    if entries.isEmpty, !diagnostics.hasErrors { diagnostics.add(.variantsMissing(dsc.file.path)) }
  }

  /// Reports are written to files of this name.
  private static func isName(_ text: String) -> Bool {
    !text.contains(" ") && !text.contains("/") && !text.hasPrefix(".")
  }

  private mutating func add(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    let fields = line.fields.map(\.text)
    let words = fields.count > 1 ? QuotedWords.split(fields[1]) ?? [] : []
    guard fields.count > 1, !fields[0].isEmpty, Self.isName(fields[0]), !words.isEmpty else {
      return diagnostics.add(.variantMalformed(line))
    }
    var entry = Entry(name: VariantName(fields[0]), words: words, range: line.range)
    if let other = entries.first(where: { $0.name == entry.name }) {
      return diagnostics.add(.variantTwice(entry.name, line, first: other.range))
    }
    for field in fields.dropFirst(2) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0).trimmed
      }
      switch (parts.first, parts.count > 1 ? parts[1] : "") {
      case ("output"?, let folder) where !folder.isEmpty: entry.output = folder
      case ("budgets"?, let file) where !file.isEmpty: entry.budgets = file
      case ("product"?, let name) where !name.isEmpty: entry.product = name
      case ("images"?, let text):
        guard let images = ShippedImage.list(text) else {
          return diagnostics.add(.variantImagesMalformed(text, line))
        }
        entry.images = images
      default: return diagnostics.add(.variantKeyUnknown(field, line))
      }
    }
    if !entry.images.isEmpty, entry.output == nil { diagnostics.add(.variantOutputMissing(line)) }
    entries.append(entry)
  }
}

extension Diagnostic {
  static func variantsMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .variantMalformed, at: .file(path), "expected at least one variant, found none",
      fix: "declare them in [UserExtensions.Kiln.\"Variant\"], such as 'X64 | OvmfPkg/OvmfPkgX64.dsc -a X64'")
  }

  static func variantMalformed(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .variantMalformed, at: .source(line.range), "expected 'NAME | PLATFORM OPTIONS', found '\(line.text)'",
      fix: "write a name without blanks and slashes, '|', a platform and its options, such as "
        + "'X64 | OvmfPkg/OvmfPkgX64.dsc -a X64 -D SMM_REQUIRE=TRUE'")
  }

  static func variantTwice(_ name: VariantName, _ line: ManifestLine, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .variantTwice, at: .source(line.range), "the variant '\(name)' is declared twice",
      notes: [Note("the first one is here", at: .source(first))], fix: "give each variant a name of its own")
  }

  static func variantKeyUnknown(_ field: String, _ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .variantMalformed, at: .source(line.range),
      "expected 'output = FOLDER', 'budgets = FILE', 'product = NAME' or 'images = IMAGE FILE, …', "
        + "found '\(field)'",
      fix: "write options of the platform before the second '|'")
  }

  static func variantImagesMalformed(_ text: String, _ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .variantMalformed, at: .source(line.range),
      "expected 'IMAGE FILE' or 'IMAGE FILE SIZE', separated by commas, found '\(text)'",
      fix: "write file names without folders and each FILE once, such as "
        + "'images = QEMU_EFI.fd AAVMF_CODE.fd 64M, OVMF_VARS.fd OVMF_VARS_4M.fd'")
  }

  static func variantOutputMissing(_ line: ManifestLine) -> Diagnostic {
    Diagnostic(
      .variantMalformed, at: .source(line.range),
      "expected 'output = FOLDER' for a variant whose images are named, found none",
      fix: "name the folder that it is built in, such as '| output = Build/2M'")
  }
}
