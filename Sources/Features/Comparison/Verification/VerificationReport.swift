import Bytes
import Functions
import Render
import Vocabulary

/// `kiln verify`.
package struct VerificationReport {
  let summary: VerificationSummary

  package init(_ summary: VerificationSummary) { self.summary = summary }

  /// The maximum number of files, parts or places that the text lists; the others are counted.
  private static let most = 25
  private static let mostPlaces = 5

  package var text: String {
    var text = summary.images.map { Self.text($0) }.joined(separator: "\n")
    let notes = notLookedAt
    if !notes.isEmpty {
      text += (text.isEmpty ? "" : "\n") + "not looked at\n" + Self.lines(notes, indent: 2)
    }
    return text + (text.isEmpty ? "" : "\n") + lastLine + "\n"
  }

  /// `3 images: 1 equal, 1 equal but for what is random, 1 different`.
  private var lastLine: String {
    func count(_ verdict: ImageVerification.Verdict) -> Int {
      summary.images.count { $0.verdict == verdict }
    }
    var parts: [String] = []
    for (verdict, words) in [
      (ImageVerification.Verdict.equal, "equal"), (.equalButForRandom, "equal but for what is random"),
      (.different, "different"),
    ] where count(verdict) > 0 { parts.append("\(count(verdict)) \(words)") }
    if !summary.notVerified.isEmpty { parts.append("\(summary.notVerified.count) not verified") }
    let all = summary.images.count + summary.notVerified.count
    return "\(all) \(all == 1 ? "image" : "images"): \(parts.joined(separator: ", "))"
  }

  private var notLookedAt: [String] {
    summary.notVerified.map { "\($0.visible): see the error" }
      + summary.unnamed.map { image in
        let same = image.sameAs.map { ", but its bytes are those of \($0.visible)" } ?? ""
        return "\(image.path.visible): no selected variant names it\(same)"
      }
      + summary.missing.map { "\($0.name.visible) of \($0.variant): there is no such file" }
      + (summary.leftOut > 0
        ? ["\(summary.leftOut) \(summary.leftOut == 1 ? "variant" : "variants") left out by --only"] : [])
  }

  private static func lines(_ lines: [String], indent: Int) -> String {
    lines.map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
  }

  private static func text(_ image: ImageVerification) -> String {
    let words =
      switch image.verdict {
      case .equal: "equal to"
      case .equalButForRandom: "equal, but for what is random, to"
      case .different: "different from"
      }
    var text = "\(image.path.visible): \(words) \(image.built.visible) of \(image.source.visible)\n"
    if image.digest == image.builtDigest {
      text += "  SHA-256 of both   \(image.digest), \(image.size) bytes\n"
    } else {
      text += "  SHA-256 of image  \(image.digest), \(image.size) bytes\n"
      text +=
        "  SHA-256 of build  \(image.builtDigest), \(image.builtSize + (image.padding?.count ?? 0)) bytes\n"
    }
    if let padding = image.padding {
      text += "  padding           \(padding.count) bytes of \(Int(padding.byte).hexadecimal) behind the "
      text += "\(image.builtSize) bytes of the build\n"
    }
    for input in image.random { text += self.text(input) }
    if image.isRandomUnclear {
      text += "  random            not taken from the image: it differs in more than that\n"
    }
    if let difference = image.difference { text += self.text(difference) }
    return text
  }

  private static func text(_ input: RandomInput) -> String {
    let modules = input.places.count == 1 ? "1 module" : "\(input.places.count) modules"
    let named = input.places.prefix(mostPlaces).map { place in
      place.module.visible + (place.offset.map { " at \($0.hexadecimal)" } ?? "")
    }.joined(separator: ", ")
    let rest = input.places.count > mostPlaces ? ", …" : ""
    let what =
      switch input.kind {
      case .stackCookie(let architecture, let value, let symbol):
        "stack cookie \(hexadecimal(value)) of \(architecture), \(symbol.visible)"
      case .arraySize(let pcd, let count, let otherwise):
        "\(count) elements, not \(otherwise), in the array of \(pcd)"
      }
    return "  random            \(what) in \(modules): \(named)\(rest)\n"
  }

  private static func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

  private static func text(_ difference: VerifiedDifference) -> String {
    let bytes = difference.bytes
    var text = "  first difference  offset \(bytes.first.hexadecimal): \(values(bytes)); "
    text += "\(bytes.count) \(bytes.count == 1 ? "byte differs" : "bytes differ")\n"
    text += lines(difference.place.map(\.visible), indent: 20)
    switch difference.cause {
    case .contents: break
    case .compression:
      text += "  contents          equal; only the compression differs\n"
      for stream in difference.streams {
        text += "                    \(stream.codec.visible): \(sizes(stream.size, stream.builtSize)), "
        text += "first difference at \(stream.bytes.first.hexadecimal) of the stream\n"
      }
    case .layout:
      text += "  contents          equal; headers, order or padding differ\n"
      if let inner = difference.inner {
        text += "                    in a decoded volume at \(inner.bytes.first.hexadecimal): "
        text += "\(values(inner.bytes))\n" + lines(inner.place.map(\.visible), indent: 20)
      }
    case .unknown:
      text += "  contents          not compared: no volumes could be read\n"
    }
    return text + (difference.comparison.map { self.text($0) } ?? "")
  }

  private static func text(_ comparison: ImageComparison) -> String {
    var lines: [String] = []
    for region in comparison.regions where !region.isSame { lines += self.lines(of: region) }
    let files = comparison.files.filter { $0.verdict != .same }
    for file in files.prefix(most) { lines += self.lines(of: file) }
    if files.count > most { lines.append("\(files.count - most) more files, which --json lists") }
    let head = "  files             \(files.count) of \(comparison.files.count) differ\n"
    return head + self.lines(lines, indent: 4)
  }

  private static func lines(of region: ImageComparison.RegionRow) -> [String] {
    let name = region.name.visible
    guard let sizeA = region.sizeA else { return ["\(name): only in the build"] }
    guard let sizeB = region.sizeB else { return ["\(name): only in the image"] }
    guard sizeA == sizeB, let bytes = region.bytes else { return ["\(name): \(sizes(sizeA, sizeB))"] }
    let start = region.offset ?? 0
    let whole = region.offset == nil ? "its data" : "the image"
    var lines = [
      "\(name), \(sizeA) bytes: \(bytes.count) differ, from \((start + bytes.first).hexadecimal) to "
        + "\((start + bytes.last).hexadecimal) of \(whole): \(values(bytes))"
    ]
    if region.isEmptyStoreInB {
      lines.append("  the build's store is empty: variables, such as keys, were written into the image")
    }
    return lines
  }

  private static func lines(of file: ImageComparison.FileRow) -> [String] {
    let name = "\(file.volume.visible): \(file.name.visible)"
    switch file.verdict {
    case .onlyInA: return ["\(name): only in the image"]
    case .onlyInB: return ["\(name): only in the build"]
    case .same: return []
    case .different, .rearranged: break
    }
    var lines: [String] = []
    for section in file.sections where !section.isSame {
      let title = "\(name): \(section.type) section"
      guard let sizeA = section.sizeA else {
        lines.append("\(title) only in the build")
        continue
      }
      guard let sizeB = section.sizeB else {
        lines.append("\(title) only in the image")
        continue
      }
      guard let bytes = section.bytes else { continue }
      lines.append(
        "\(title), \(sizes(sizeA, sizeB)): \(bytes.count) differ, first at \(bytes.first.hexadecimal): "
          + values(bytes))
      for part in bytes.parts.prefix(most) {
        lines.append(
          "  \(part.name.visible) (\(part.library.visible)), \(part.size) bytes: \(part.count) differ, first at "
            + "\(part.first.hexadecimal) of it")
      }
      if bytes.parts.isEmpty, let executable = section.executable {
        lines += executable.areas.map { area in
          "  \(area.name.visible): " + (area.differingBytes.map { "\($0) bytes differ" } ?? "another size")
        }
      }
      if bytes.parts.count > most { lines.append("  \(bytes.parts.count - most) more, which --json lists") }
      if sizeA != sizeB, let first = bytes.parts.first {
        lines.append("  bytes behind \(first.name.visible) have moved")
      }
    }
    return lines
  }

  private static func sizes(_ image: Int, _ build: Int) -> String {
    image == build ? "\(image) bytes" : "\(image) bytes in the image, \(build) in the build"
  }

  /// `48 C7 in the image, 48 C8 in the build`.
  private static func values(_ bytes: ByteDifference) -> String {
    func text(_ values: [UInt8]) -> String {
      values.isEmpty
        ? "no more bytes"
        : values.map { $0.hexadecimalDigits.uppercased() }.joined(separator: " ")
    }
    return "\(text(bytes.valuesA)) in the image, \(text(bytes.valuesB)) in the build"
  }
}
