import Render

/// A size tree for the page's script. Keys are short because a tree down to functions has many nodes.
struct PageTree: Encodable {
  /// Name, kind (nil for a function, the most common kind), type, raw bytes, bytes of flash, children.
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
    // Rounded to hundredths of a byte. JSON has no infinity and no NaN.
    f = tree.flash.isFinite ? (tree.flash * 100).rounded() / 100 : 0
    c = tree.children.isEmpty ? nil : tree.children.map(PageTree.init)
  }

  /// JSON that is safe in a script element: without `<`, `>`, `&` (which could form `</script` or `<!--`), and
  /// without the line separators U+2028 and U+2029.
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
