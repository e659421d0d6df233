import Comparison
import Diagnostics
import Manifests
import Vocabulary

/// Finds the maintainers of what differs between two platforms.
struct MaintainerSearch {
  private let maintainers: Maintainers
  /// The folders to which paths are relative.
  private let roots: [String]
  /// Problems in Maintainers.txt.
  let warnings: [Diagnostic]

  /// nil if the tree has no Maintainers.txt.
  init?(roots: [String], files: any ManifestFiles) {
    for root in roots {
      let path = "\(root)/Maintainers.txt"
      guard case .bytes(let bytes) = files.read(path) else { continue }
      var diagnostics = DiagnosticList()
      maintainers = Maintainers(parsing: SourceFile(path: path, bytes: bytes), diagnostics: &diagnostics)
      warnings = diagnostics.all
      self.roots = roots
      return
    }
    return nil
  }

  /// The sections with their numbers of differing modules and manifests, the largest first.
  func rows(_ comparison: PlatformComparison) -> [PlatformComparisonReport.MaintainerRow] {
    var paths: Set<String> = []
    for row in comparison.onlyA + comparison.onlyB + comparison.moved {
      paths.insert(String(row.path.prefix { $0 != " " }))
    }
    for row in comparison.rows {
      for opinion in [row.a, row.b].compactMap(\.self) {
        if case .source(let range)? = opinion.decisions.last?.place { paths.insert(inside(range.file.path)) }
      }
    }
    // A section that only has a mailing list for all paths is left out.
    let listsOnly = Set(
      maintainers.sections.filter { $0.maintainers.isEmpty && $0.reviewers.isEmpty }.compactMap(\.name?.value)
    )
    var found: [String: (people: [String], count: Int)] = [:]
    for path in paths.sorted() {
      let owners = maintainers.owners(of: path)
      guard !owners.isDefault else { continue }
      let name = owners.sections.filter { !listsOnly.contains($0) }.joined(separator: ", ")
      found[name, default: (owners.maintainers + owners.reviewers.map { "\($0) (reviewer)" }, 0)].count += 1
    }
    return found.map { name, row in
      PlatformComparisonReport.MaintainerRow(section: name, people: row.people, count: row.count)
    }.sorted { (-$0.count, $0.section) < (-$1.count, $1.section) }
  }

  private func inside(_ path: String) -> String {
    roots.lazy.compactMap { TreePath.relative(path, to: $0) }.first ?? path
  }
}
