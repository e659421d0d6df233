/// An image of a variant under the name by which it is shipped.
package struct ShippedImage: Equatable, Sendable {
  /// The file in `FV/` of the build folder, such as `OVMF_CODE.fd`.
  package var built: String
  /// The file's name where it is shipped, such as `OVMF_CODE_4M.fd`.
  package var name: String
  /// The size of the shipped file in bytes, with zeros behind the image; nil for the size of the image.
  package var size: Int?

  package init(built: String, name: String, size: Int? = nil) {
    self.built = built
    self.name = name
    self.size = size
  }

  /// `IMAGE FILE SIZE, …`; the size may be left out. Nil for another form, and for a name that stands twice.
  static func list(_ text: String) -> [ShippedImage]? {
    var images: [ShippedImage] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard (2...3).contains(words.count),
        words.prefix(2).allSatisfy({ !$0.contains("/") && $0.first != "." }),
        !images.contains(where: { $0.name == words[1] })
      else { return nil }
      var image = ShippedImage(built: words[0], name: words[1])
      if words.count == 3 {
        guard let size = Self.size(words[2]) else { return nil }
        image.size = size
      }
      images.append(image)
    }
    return images
  }

  /// A number of bytes: decimal, or hexadecimal with `0x`; with `K` or `M` in units of 1024 or 1024² bytes.
  private static func size(_ text: String) -> Int? {
    let (digits, unit) =
      switch text.last {
      case "K": (text.dropLast(), 1 << 10)
      case "M": (text.dropLast(), 1 << 20)
      default: (text[...], 1)
      }
    let isHexadecimal = digits.hasPrefix("0x")
    guard let number = Int(digits.dropFirst(isHexadecimal ? 2 : 0), radix: isHexadecimal ? 16 : 10),
      number > 0
    else { return nil }
    let (size, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? nil : size
  }
}
