import Bytes

extension ImageIdentity {
  /// nil if nothing in the image depends on the release.
  static func releaseClaim(
    _ facts: ImageFacts, _ search: PlatformSearch?, _ catalogue: PlatformCatalogue
  ) -> Claim? {
    if let version = facts.trace.version, let release = ReleaseText(version.text)?.release {
      // The version text names the release. Distributions append patch numbers, or use dates between releases.
      let known = catalogue.releases.last { $0 <= release } ?? release
      return Claim(
        "release", "edk2-stable\(known)", known == release ? .certain : .likely,
        [Claim.Evidence("PcdFirmwareVersionString \(version.text)", place: version.place)])
    }
    guard let search else { return nil }
    let first = search.releases.lowerBound
    let last = search.releases.upperBound
    let isNewest = last == catalogue.releases.last
    var value = first == last ? "edk2-stable\(first)" : "edk2-stable\(first)..\(last)"
    if isNewest { value += " or later" }
    if first == catalogue.releases.first { value += " (or earlier)" }
    var evidence: [Claim.Evidence] = []
    if search.hasExactReleases {
      evidence.append(
        Claim.Evidence("all files and volume sizes are those of \(search.best.platform.name) at that time"))
    } else {
      evidence.append(Claim.Evidence("judged by the files present only: some were left out or added"))
      for (guid, text) in [(search.since, "not before \(first)"), (search.until, "not after \(last)")] {
        guard let guid else { continue }
        evidence.append(
          Claim.Evidence(
            "\(catalogue[guid] ?? "a file") is in edk2's platforms \(text)", guid: guid,
            place: facts.file(guid)?.place))
      }
    }
    evidence += neighbours(facts, search, catalogue)
    return Claim(
      "release", value, search.hasExactReleases ? min(.likely, search.certainty) : .possible, evidence)
  }

  /// Evidence that excludes the releases before and after the range.
  private static func neighbours(
    _ facts: ImageFacts, _ search: PlatformSearch, _ catalogue: PlatformCatalogue
  ) -> [Claim.Evidence] {
    guard search.hasExactReleases else { return [] }
    let platform = search.best.platform
    let before = catalogue.releases.last { $0 < search.releases.lowerBound }
    let after = catalogue.releases.first { $0 > search.releases.upperBound }
    return [before, after].compactMap { $0 }.filter(platform.releases.contains).compactMap { release in
      let match = PlatformMatch(facts, platform, release: release, catalogue: catalogue)
      let name = { (guid: GUID) in catalogue[guid] ?? "a file" }
      if let guid = match.missing.first ?? match.partly.first {
        return Claim.Evidence("\(release) also places \(name(guid)), which is missing", guid: guid)
      }
      if let guid = match.foreign.first {
        return Claim.Evidence(
          "\(release) does not place \(name(guid)), which is present", guid: guid,
          place: facts.file(guid)?.place)
      }
      return match.oddVolumes.first.map { Claim.Evidence("\(release) has a different size of \($0)") }
    }
  }

  /// The `-D` flags that the files determine.
  static func flagClaims(_ facts: ImageFacts, _ search: PlatformSearch, _ catalogue: PlatformCatalogue)
    -> [Claim]
  {
    let present = Set(facts.files.map(\.guid))
    var claims: [Claim] = []
    if let choice = search.best.choice {
      claims.append(
        Claim("flag", choice, search.certainty, [Claim.Evidence("the sizes of its volumes")]))
    }
    for found in SwitchReading(search.best, present: present).switches where found.name != "ARCH" {
      if found.name == "KILN_RESET_VECTOR" { continue }
      let shown = found.witness ?? found.absent.first
      let name = shown.flatMap { catalogue[$0] } ?? "a file"
      let evidence =
        found.witness != nil
        ? Claim.Evidence("module \(name)", guid: shown, place: shown.flatMap { facts.file($0)?.place })
        : Claim.Evidence(
          "no module \(name)" + (found.absent.count > 1 ? ", nor \(found.absent.count - 1) more" : ""),
          guid: shown)
      claims.append(
        Claim(
          "flag", "\(found.name)=\(found.isOn ? "TRUE" : "FALSE")",
          found.witness == nil ? min(.likely, search.certainty) : search.certainty, [evidence]))
    }
    if search.best.platform.isOwn {
      claims.append(
        Claim(
          "flag", "KILN_RESET_VECTOR=\(facts.hasOwnResetVector ? "TRUE" : "FALSE")", .certain,
          [Claim.Evidence("the bytes in front of the reset vector", place: [facts.size - 0x30])]))
    }
    return claims
  }
}
