import Bytes
import Diagnostics
import Host

/// Parses a platform and its options, which are words as on the command line, on top of given options.
package typealias PlatformOptionReader =
  @Sendable (_ words: [String], _ common: PlatformSelection) throws -> PlatformSelection

/// A platform or image in a comparison: optionally with options of its own, or in a revision.
struct PlatformReference: Sendable {
  /// Without quotes, revision and options.
  let name: String
  /// The part before the colon of `REV:PLATFORM`.
  let revision: String?
  let selection: PlatformSelection
  let subject: Subject
  /// Its build folder; nil for the one that the platform's DSC gives.
  let output: String?

  /// A text that is the path of a file or folder is that path. Any other text is split into words as by a
  /// shell, with quotes and backslashes: the first word is a platform or an image, the others are options.
  ///
  /// - Throws: `reference-malformed`.
  init(
    _ text: String, over common: PlatformSelection, context: Context, options: PlatformOptionReader
  ) throws(DiagnosticError) {
    if Self.names(text, common, context) {
      self.init(text, over: common, files: context.files)
      return
    }
    guard let words = QuotedWords.split(text), let first = words.first, !first.isEmpty else {
      throw DiagnosticError(.referenceMalformed(text, reason: "a word is missing or a quote is not closed"))
    }
    let colon = first.firstIndex(of: ":").flatMap { $0 > first.startIndex ? $0 : nil }
    guard words.count > 1 || colon != nil else {
      self.init(first, over: common, files: context.files)
      return
    }
    let revision = colon.map { String(first[..<$0]) }
    let name = colon.map { String(first[first.index(after: $0)...]) } ?? first
    let selection: PlatformSelection
    do {
      selection = try options([name] + words.dropFirst(), common)
    } catch {
      throw DiagnosticError(.referenceMalformed(text, reason: String(describing: error)))
    }
    self.init(
      name: name, revision: revision, selection: selection,
      subject: revision.map { .platformAt(revision: $0, name) } ?? .platform(name))
  }

  init(
    name: String, revision: String?, selection: PlatformSelection, subject: Subject, output: String? = nil
  ) {
    self.output = output
    self.name = name
    self.revision = revision
    self.selection = selection
    self.subject = subject
  }

  /// A reference without options of its own.
  private init(_ name: String, over common: PlatformSelection, files: FileSystem) {
    var selection = common
    selection.platform = name
    self.init(name: name, revision: nil, selection: selection, subject: Subject(name, files: files))
  }

  /// Whether the file or folder exists, in the working folder or where platforms are searched.
  private static func names(
    _ text: String, _ common: PlatformSelection, _ context: Context
  ) -> Bool {
    guard !text.isEmpty else { return false }
    let workspace = common.workspace ?? context.environment["WORKSPACE"]
    let packages = common.packagesPath ?? context.environment["PACKAGES_PATH"] ?? ""
    let folders = [workspace].compactMap(\.self) + packages.split(separator: ":").map(String.init)
    return ([text] + folders.map { "\($0)/\(text)" }).contains { context.files.kind(of: $0) != nil }
  }

  /// `OvmfPkgX64` of `HEAD~1:OvmfPkg/OvmfPkgX64.dsc -D SMM_REQUIRE`.
  var shortName: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    return file.lowercased().hasSuffix(".dsc") ? String(file.dropLast(4)) : file
  }
}

extension Diagnostic {
  static func referenceMalformed(_ text: String, reason: String) -> Diagnostic {
    Diagnostic(
      .referenceMalformed, at: .commandLine, "expected a platform or an image, found '\(text)': \(reason)",
      fix:
        "write PLATFORM, REVISION:PLATFORM or 'PLATFORM OPTIONS', or the path of an image; "
        + "quote a word that contains blanks")
  }
}
