import Render

/// A size tree as the page's script reads it: short keys, since a tree down to functions has many.
struct PageTree: Encodable {
  /// Name, kind (none: a function, which most nodes are), type, raw bytes, bytes of flash, children.
  let n: String
  let k: String?
  let t: String?
  let r: Int
  let f: Double
  let c: [PageTree]?

  init(_ tree: SizeTree) {
    n = PageText.name(tree.name)
    k = tree.kind == .function ? nil : PageText.name(tree.kind.rawValue)
    t = tree.type.map(PageText.name)
    r = tree.raw
    // Hundredths of a byte are enough for anybody; what is no number has no form in JSON.
    f = tree.flash.isFinite ? (tree.flash * 100).rounded() / 100 : 0
    c = tree.children.isEmpty ? nil : tree.children.map(PageTree.init)
  }

  /// JSON for a script element, which ends at `</script` and changes its mind at `<!--`: no `<`, `>` or `&` is left
  /// in it, nor a line end that only JavaScript knows.
  var scriptData: String {
    var safe = String.UnicodeScalarView()
    for scalar in JSON.encode(self, isCompact: true).unicodeScalars {
      switch scalar {
      case "<", ">", "&", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        safe.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
      default: safe.append(scalar)
      }
    }
    return String(safe)
  }
}
