package import Bytes

/// The platform that an image goes with best, and the releases of edk2 that it can be of.
package struct PlatformSearch: Sendable {
  package enum Certainty: String, Comparable, Sendable {
    case possible, likely, certain

    private var rank: Int { [.possible: 0, .likely: 1, .certain: 2][self] ?? 0 }
    package static func < (left: Certainty, right: Certainty) -> Bool { left.rank < right.rank }
  }

  /// The best match of the best platform, of the last release that it is as good with.
  package var best: PlatformMatch
  /// The best match of the platform that comes next.
  package var next: PlatformMatch?
  package var certainty: Certainty
  /// The first and the last release that it can be of.
  package var releases: ClosedRange<Int>
  /// Whether the releases follow from all files and sizes, and not only from what is there.
  package var hasExactReleases: Bool
  /// Files that decide the first and the last release where they are not exact.
  package var since: GUID?
  package var until: GUID?

  /// More than so many of a hundred files that do not go with the platform: it is another.
  private static let mostOdd = 40

  /// Nil when no platform is like it.
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

  /// The matches with the least disagreement, the oldest release first: a run of neighbours.
  private static func matches(_ facts: ImageFacts, _ platform: KnownPlatform, _ catalogue: PlatformCatalogue)
    -> [PlatformMatch]
  {
    let all = catalogue.releases.filter(platform.releases.contains).map {
      PlatformMatch(facts, platform, release: $0, catalogue: catalogue)
    }
    guard let least = all.map(\.disagreement).min() else { return [] }
    return all.filter { $0.disagreement == least }
  }

  /// Ties go to what the reset vector says, then to the platform with more files that are always there.
  private static func isBetter(_ left: [PlatformMatch], _ right: [PlatformMatch], _ facts: ImageFacts) -> Bool
  {
    guard let left = left.last, let right = right.last else { return false }
    if left.disagreement != right.disagreement { return left.disagreement < right.disagreement }
    if left.platform.isOwn != right.platform.isOwn {
      return left.platform.isOwn == facts.hasOwnResetVector
    }
    return left.kept.count > right.kept.count
  }

  /// From what is there alone: something can be left out of any release, and nothing is there before it was
  /// written. What contradicts the rest, such as a driver from elsewhere, is passed over.
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
