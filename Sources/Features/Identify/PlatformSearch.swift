package import Bytes

/// The platform that an image agrees with best, and the releases of edk2 that it can be from.
package struct PlatformSearch: Sendable {
  package enum Certainty: String, Comparable, Sendable {
    case possible, likely, certain

    private var rank: Int { [.possible: 0, .likely: 1, .certain: 2][self] ?? 0 }
    package static func < (left: Certainty, right: Certainty) -> Bool { left.rank < right.rank }
  }

  /// The best match of the best platform; of equally good releases the last.
  package var best: PlatformMatch
  /// The best match of the second best platform.
  package var next: PlatformMatch?
  package var certainty: Certainty
  /// The first and the last possible release.
  package var releases: ClosedRange<Int>
  /// Whether all files and sizes confirm the releases. Otherwise they are derived from the present files only.
  package var hasExactReleases: Bool
  /// Files that determine the first and the last release if those are not exact.
  package var since: GUID?
  package var until: GUID?

  /// The percentage of disagreeing files above which the platform is not taken for the image's.
  private static let mostOdd = 40

  /// nil if no known platform is similar.
  package init?(_ facts: ImageFacts, in catalogue: PlatformCatalogue) {
    let ranked = catalogue.platforms.map { Self.matches(facts, $0, catalogue) }.filter { !$0.isEmpty }
      .sorted { Self.isBetter($0, $1, facts) }
    guard let all = ranked.first, let best = all.last, best.hasRightMachines, !facts.files.isEmpty else {
      return nil
    }
    let odd = best.missing.count + best.foreign.count
    guard odd * 100 <= Self.mostOdd * (facts.files.count + best.missing.count) else { return nil }
    self.best = best
    next = ranked.dropFirst().first?.last
    let margin = (next?.disagreement ?? .max) - best.disagreement
    if best.isExact, margin >= 20 {
      certainty = .certain
    } else {
      certainty = margin >= 20 && best.disagreement <= 3 * facts.files.count ? .likely : .possible
    }
    hasExactReleases = best.isExact
    let exact = (all.first?.release ?? best.release)...best.release
    releases = exact
    if !best.isExact { widen(facts, all, catalogue) }
  }

  /// The matches with the least disagreement, a run of consecutive releases, the oldest first.
  private static func matches(_ facts: ImageFacts, _ platform: KnownPlatform, _ catalogue: PlatformCatalogue)
    -> [PlatformMatch]
  {
    let all = catalogue.releases.filter(platform.releases.contains).map {
      PlatformMatch(facts, platform, release: $0, catalogue: catalogue)
    }
    guard let least = all.map(\.disagreement).min() else { return [] }
    return all.filter { $0.disagreement == least }
  }

  /// Of equal matches, the one that agrees with the reset vector is better, then the one with more files that
  /// are always placed.
  private static func isBetter(_ left: [PlatformMatch], _ right: [PlatformMatch], _ facts: ImageFacts) -> Bool
  {
    guard let left = left.last, let right = right.last else { return false }
    if left.disagreement != right.disagreement { return left.disagreement < right.disagreement }
    if left.platform.isOwn != right.platform.isOwn {
      return left.platform.isOwn == facts.hasOwnResetVector
    }
    return left.kept.count > right.kept.count
  }

  /// Determines the releases from the present files only: a file can be left out of any release, but none can
  /// be in a release before it existed. A file that contradicts the others, such as a driver from elsewhere, is
  /// ignored.
  private mutating func widen(
    _ facts: ImageFacts, _ all: [PlatformMatch], _ catalogue: PlatformCatalogue
  ) {
    let life = best.platform.releases
    var first = life.lowerBound
    var last = life.upperBound
    let lives = facts.files.compactMap { file in catalogue.life(of: file.guid).map { (file.guid, $0) } }
      .sorted { $0.0 < $1.0 }
    for (guid, range) in lives where range.lowerBound > first && range.lowerBound <= last {
      first = range.lowerBound
      since = guid
    }
    for (guid, range) in lives where range.upperBound < last && range.upperBound >= first {
      last = range.upperBound
      until = guid
    }
    releases = min(first, last)...max(first, last)
  }
}
