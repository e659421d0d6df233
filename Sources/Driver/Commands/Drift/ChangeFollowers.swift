import Comparison
import Diagnostics
import Manifests
import PlatformModel

/// Siblings that have made a change too, but in which a switch has another value, so that it has no effect in a
/// configuration.
struct ChangeFollowers {
  private let manifests: [String: ChangedManifest]
  private let after: FamilyTree
  private let isFlash: (String) -> Bool
  private var files: [String: File] = [:]

  /// A changed manifest after the change.
  private struct File {
    let scan: BranchScan
    /// The texts of added lines, by their offsets.
    let added: [Int: String]
  }

  /// - Parameter isFlash: Whether the file at a path below the workspace is, or is included by, an FDF.
  init(_ manifests: [ChangedManifest], after: FamilyTree, isFlash: @escaping (String) -> Bool) {
    self.manifests = Dictionary(manifests.map { ($0.path, $0) }) { first, _ in first }
    self.after = after
    self.isFlash = isFlash
  }

  /// Whether the sibling has the same new lines in a branch that it does not take, or the same new conditions around
  /// what it still has.
  ///
  /// - Parameters:
  ///   - sibling: what it reads in the configuration.
  ///   - author: what a member that shows the change reads in it.
  mutating func follows(
    _ party: DriftParty, _ sibling: PlatformReading, _ change: DriftChange, author: PlatformReading
  ) -> Bool {
    let new = change.changed.flatMap(\.places).compactMap { line(at: $0) }.filter { $0.isNew }.map(\.text)
    if !new.isEmpty, !unread(sibling).isDisjoint(with: new) { return true }
    let conditions = newConditions(author)
    return party.places.contains { place in
      line(at: place)?.conditions.contains { conditions.contains($0) } ?? false
    }
  }

  /// The texts of added lines in branches that the platform does not take.
  private func unread(_ reading: PlatformReading) -> Set<String> {
    var texts: Set<String> = []
    for (path, manifest) in manifests where reading.paths.contains(after.path(of: path)) {
      let (read, distant) = reading.lines(of: after.path(of: path))
      for line in manifest.lines where line.side == .after && !line.line.isConditional {
        let offset = line.line.offset
        if !read.contains(offset), distant[offset] == nil { texts.insert(line.line.text) }
      }
    }
    return texts
  }

  /// The texts of added conditions in the files of the platform.
  private func newConditions(_ reading: PlatformReading) -> Set<String> {
    var texts: Set<String> = []
    for (path, manifest) in manifests where reading.paths.contains(after.path(of: path)) {
      for line in manifest.lines
      where line.side == .after && manifest.conditions[.after]?[line.line.offset] != nil {
        texts.insert(line.line.text)
      }
    }
    return texts
  }

  private struct Line {
    let text: String
    /// Whether the change adds it.
    let isNew: Bool
    /// The added conditions that it stands under, as written.
    let conditions: [String]
  }

  /// The line of a changed manifest after the change.
  private mutating func line(at place: Diagnostic.Place) -> Line? {
    guard case .source(let range) = place, let path = after.inside(range.file.path),
      let manifest = manifests[path]
    else { return nil }
    if files[path] == nil {
      let added = manifest.lines.filter { $0.side == .after }.map { ($0.line.offset, $0.line.text) }
      files[path] = File(
        scan: BranchScan(range.file.bytes, isFlash(path) ? .fdf : .dsc),
        added: Dictionary(added) { first, _ in first })
    }
    guard let file = files[path],
      let line = file.scan.lines.last(where: { $0.offset <= range.bytes.lowerBound })
    else { return nil }
    return Line(
      text: line.text, isNew: file.added[line.offset] != nil,
      conditions: (line.ways.first ?? []).compactMap { file.added[$0.offset] })
  }
}
