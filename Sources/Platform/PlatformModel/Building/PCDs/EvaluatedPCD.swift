import Manifests
import Vocabulary

/// The value of a PCD: its type, what it holds and how edk2 writes it, which are made together and never apart.
package struct EvaluatedPCD: Sendable {
  package let type: PCDDatumType
  package let value: PCDValue
  /// What edk2 counts for the value where nobody gives a size, in bytes: strings with their NUL; 0 for
  /// numbers.
  package let size: Int
  /// The value as edk2 hands it on, without the marks around it: the digits of a number, the characters between the
  /// quotation marks of a string with their backslashes, the elements between the braces of an array.
  ///
  /// A literal is as written, all its zeros in it; anything else is what its expression came to. It may be longer
  /// than the value, such as 0x0080B000.
  package private(set) var literal: String

  /// The value as C sources repeat it: `literal` with its quotation marks or braces.
  package var text: String {
    switch value {
    case .number: literal
    case .string: "\"\(literal)\""
    case .wideString: "L\"\(literal)\""
    case .bytes: "{\(literal)}"
    }
  }

  /// The elements of an array, each as written; nil for what is no array. edk2 counts one in `{}`.
  package var elements: [Substring]? {
    guard case .bytes = value else { return nil }
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return literal.split(separator: ",", omittingEmptySubsequences: false).map { element in
      element.drop(while: isBlank).prefix { !isBlank($0) }
    }
  }

  /// - Parameter literal: the number as C reads it.
  init(_ type: PCDDatumType, _ number: UInt64, written literal: String) {
    self.init(type: type, value: .number(number), size: 0, literal: literal)
  }

  /// - Parameter characters: between the quotation marks, backslashes as written.
  init(_ type: PCDDatumType, characters: String, isWide: Bool) {
    let text = characters.resolvingCEscapes
    self.init(
      type: type, value: isWide ? .wideString(text) : .string(text),
      size: (characters.unicodeScalars.count + 1) * (isWide ? 2 : 1), literal: characters)
  }

  init(_ type: PCDDatumType, _ bytes: [UInt8], separator: String = ", ") {
    let numbers = bytes.map { ($0 < 16 ? "0x0" : "0x") + String($0, radix: 16, uppercase: true) }
    self.init(
      type: type, value: .bytes(bytes), size: bytes.count, literal: numbers.joined(separator: separator))
  }

  private init(type: PCDDatumType, value: PCDValue, size: Int, literal: String) {
    self.type = type
    self.value = value
    self.size = size
    self.literal = literal
  }

  /// The same value as `text` writes it, where edk2 takes that as it stands: a number or an array of numbers.
  func written(_ text: String) -> EvaluatedPCD {
    var result = self
    switch value {
    case .number where text.isNumberLiteral: result.literal = text
    case .bytes where text.isArrayLiteral: result.literal = String(text.dropFirst().dropLast())
    case .number, .bytes, .string, .wideString: break
    }
    return result
  }
}
