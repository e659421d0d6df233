/// Finds the name that a misspelt one is most likely meant to be.
package enum EditDistance {
  /// The Damerau-Levenshtein distance of two words, restricted to adjacent transpositions: the number of bytes
  /// that must be inserted, deleted, replaced, or swapped with the next one. Takes time proportional to the
  /// product of the lengths.
  package static func between(_ left: String, _ right: String) -> Int {
    between(Array(left.utf8), Array(right.utf8))
  }

  private static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
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

  /// The candidate nearest to `name`, if its distance is at most a third of the bytes of `name` and at most
  /// four. Of equally near ones the first in alphabetical order.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let most = min(4, name.utf8.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where abs(candidate.utf8.count - name.utf8.count) <= most {
      let distance = between(name, candidate)
      guard distance <= most else { continue }
      if let before = best, (before.distance, before.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }
}
