/// How old the base of a comparison of sizes may be.
package struct BaseAge: Sendable {
  package let seconds: Int
  /// As written.
  package let text: String

  /// `36h`, `30d` or `2w`: whole hours, days or weeks; nil for everything else.
  package init?(_ text: String) {
    let hour = 3600
    let units: [Character: Int] = ["h": hour, "d": 24 * hour, "w": 7 * 24 * hour]
    // A hundred years are more than enough, and no product overflows.
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
      (0...1_000_000).contains(count)
    else { return nil }
    seconds = count * unit
    self.text = text
  }
}
