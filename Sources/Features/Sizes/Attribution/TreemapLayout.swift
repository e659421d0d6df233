/// Rectangles with areas proportional to weights and aspect ratios near 1: squarified treemaps, after Bruls,
/// Huizing and van Wijk (2000).
package enum TreemapLayout {
  /// In the unit of the given area.
  package struct Rectangle: Equatable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    package var area: Double { width * height }
  }

  /// One rectangle for each weight, in the order of the weights. Together they fill `area`. Weights that are
  /// not positive and finite give rectangles of size zero.
  package static func squarified(_ weights: [Double], in area: Rectangle) -> [Rectangle] {
    var result = [Rectangle](
      repeating: Rectangle(x: area.x, y: area.y, width: 0, height: 0), count: weights.count)
    // The largest first; equal weights stay in their order.
    let ranked = weights.indices.filter { weights[$0] > 0 && weights[$0].isFinite }.sorted {
      (weights[$1], $0) < (weights[$0], $1)
    }
    let total = ranked.reduce(0) { $0 + weights[$1] }
    guard total > 0, total.isFinite, area.width > 0, area.height > 0 else { return result }
    let areas = ranked.map { weights[$0] / total * area.area }
    var free = area
    var start = 0
    while start < areas.count {
      let end = rowEnd(areas, from: start, side: min(free.width, free.height))
      // The last row takes all remaining room, so that rounding leaves no gap.
      let isLast = end == areas.count
      let sum = areas[start..<end].reduce(0, +)
      let isColumn = free.width >= free.height
      let length = isColumn ? free.height : free.width
      let room = isColumn ? free.width : free.height
      let thickness = isLast ? room : min(room, length > 0 ? sum / length : 0)
      var position = isColumn ? free.y : free.x
      for index in start..<end {
        let extent = sum > 0 ? length * areas[index] / sum : 0
        result[ranked[index]] =
          isColumn
          ? Rectangle(x: free.x, y: position, width: thickness, height: extent)
          : Rectangle(x: position, y: free.y, width: extent, height: thickness)
        position += extent
      }
      if isColumn {
        free.x += thickness
        free.width -= thickness
      } else {
        free.y += thickness
        free.height -= thickness
      }
      start = end
    }
    return result
  }

  /// The end of the row along `side` that starts at `start`: adding another rectangle would worsen the row's
  /// worst aspect ratio.
  private static func rowEnd(_ areas: [Double], from start: Int, side: Double) -> Int {
    var sum = 0.0
    var worst = Double.infinity
    var end = start
    while end < areas.count {
      let wider = sum + areas[end]
      // Areas are in descending order, so the first is the largest of the row and this one the smallest.
      let square = side * side
      let next = max(square * areas[start] / (wider * wider), wider * wider / (square * areas[end]))
      if end > start, !(next <= worst) { break }
      worst = next
      sum = wider
      end += 1
    }
    return end
  }
}
