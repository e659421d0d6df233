package import Bytes

/// A statement about an image, with its certainty and evidence.
package struct Claim: Equatable, Sendable {
  package struct Evidence: Equatable, Sendable {
    package var text: String
    /// The file or table entry that is the evidence.
    package var guid: GUID?
    package var place: ImageFacts.Place?

    package init(_ text: String, guid: GUID? = nil, place: ImageFacts.Place? = nil) {
      self.text = text
      self.guid = guid
      self.place = place
    }
  }

  /// The topic in lower case, such as `platform` or `secure-boot`.
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
