package import Diagnostics
import Manifests
package import Vocabulary

/// Where a library class that has no instance could find one.
package struct LibraryCandidates {
  /// INFs that the platform names anyway and that provide the class.
  var known: [String] = []
  /// Lines of this DSC or of siblings that name an instance, with the conditions around them.
  var elsewhere: [Line] = []

  package struct Line: Sendable {
    package let platform: String
    package let instance: String
    package let conditions: [String]
    package let range: SourceRange
  }

  /// What to write, by the first candidate.
  var instance: String? { elsewhere.first?.instance ?? known.first }
}

/// Looks for instances of classes that a platform resolves nowhere, once a class: one that is missing is
/// missing for many modules.
struct LibraryCandidateSearch {
  private let dsc: SourceFile
  /// DSC files that may show how another platform resolves a class.
  private let siblings: @Sendable () -> [String]
  private var found: [LibraryClassName: LibraryCandidates] = [:]

  init(_ dsc: SourceFile, siblings: @escaping @Sendable () -> [String]) {
    self.dsc = dsc
    self.siblings = siblings
  }

  mutating func candidates(
    for libraryClass: LibraryClassName, in manifests: ManifestLibrary
  ) -> LibraryCandidates {
    if let known = found[libraryClass] { return known }
    var candidates = LibraryCandidates()
    candidates.known = manifests.provider(of: libraryClass).map(\.text)
    var known: Set<String> = []
    for file in [dsc] + siblings().compactMap({ Self.read($0, manifests) })
    where known.insert(file.path).inserted {
      candidates.elsewhere += ConditionScan(file).lines(naming: libraryClass)
    }
    found[libraryClass] = candidates
    return candidates
  }

  /// A DSC as the user names it, or below a workspace root; one that cannot be read has nothing to say.
  private static func read(_ path: String, _ manifests: ManifestLibrary) -> SourceFile? {
    for candidate in [path, manifests.find(path)].compactMap(\.self) {
      if case .bytes(let bytes) = manifests.files.read(candidate) {
        return SourceFile(path: candidate, bytes: bytes)
      }
    }
    return nil
  }
}

/// Looks through a DSC for what any of its branches may say, taken or not.
package struct ConditionScan {
  let file: SourceFile

  package init(_ file: SourceFile) { self.file = file }

  package func lines(naming libraryClass: LibraryClassName) -> [LibraryCandidates.Line] {
    var found: [LibraryCandidates.Line] = []
    var conditions = ConditionStack()
    var start = 0
    for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let range = start..<(start + line.count)
      start += line.count + 1
      // Nearly every line is neither, and text is slower than bytes.
      let rest = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      let isDirective = rest.first == UInt8(ascii: "!")
      guard isDirective || rest.starts(with: libraryClass.name.utf8) else { continue }
      // A comment ends the line, as does the CR that files of edk2 have.
      let code = rest.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\r") }
      let text = String(decoding: code, as: UTF8.self).trimmed
      if isDirective {
        conditions.follow(text)
        continue
      }
      let parts = text.split(separator: "|").map { String($0).trimmed }
      guard parts.count == 2, parts[0] == libraryClass.name else { continue }
      found.append(
        .init(
          platform: file.path, instance: parts[1], conditions: conditions.conditions,
          range: SourceRange(file, range)))
    }
    return found
  }
}
