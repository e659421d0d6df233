/// Finds what somebody may have meant.
enum NearestName {
  /// The candidate that takes the fewest changes to become `name`, where they are few enough for a slip: a
  /// third of its letters at most, and never more than four. Of equals the first in the alphabet.
  static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let most = min(4, name.utf8.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where abs(candidate.utf8.count - name.utf8.count) <= most {
      let distance = distance(Array(name.utf8), Array(candidate.utf8))
      guard distance <= most else { continue }
      if let before = best, (before.distance, before.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// How many letters must be put in, taken out, replaced, or swapped with the next one.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var twoBefore = [Int](repeating: 0, count: right.count + 1)
    var before = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let replaced = before[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replaced, before[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, twoBefore[column - 1] + 1)
        }
        current.append(cost)
      }
      (twoBefore, before) = (before, current)
    }
    return before[right.count]
  }
}
