package import Bytes

/// Something that an image most likely is or can do, and why.
package struct Claim: Equatable, Sendable {
  package struct Evidence: Equatable, Sendable {
    package var text: String
    /// The file or the entry of a table that shows it.
    package var guid: GUID?
    package var place: ImageFacts.Place?

    package init(_ text: String, guid: GUID? = nil, place: ImageFacts.Place? = nil) {
      self.text = text
      self.guid = guid
      self.place = place
    }
  }

  /// What it is about, in lower case: `platform`, `secure-boot`.
  package var topic: String
  package var value: String
  package var certainty: PlatformSearch.Certainty
  package var evidence: [Evidence]

  package init(
    _ topic: String, _ value: String, _ certainty: PlatformSearch.Certainty, _ evidence: [Evidence]
  ) {
    self.topic = topic
    self.value = value
    self.certainty = certainty
    self.evidence = evidence
  }
}
