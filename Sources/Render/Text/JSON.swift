private import FoundationEssentials

/// The one way in which kiln writes JSON: keys sorted, indented, a line end behind the last brace.
package enum JSON {
  /// - Parameter isCompact: without blanks and line ends, for what only programs read.
  package static func encode(_ value: some Encodable, isCompact: Bool = false) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !isCompact { encoder.outputFormatting.insert(.prettyPrinted) }
    // Reports hold strings, booleans and finite numbers only: nothing that JSON has no form for.
    guard let data = try? encoder.encode(value) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + (isCompact ? "" : "\n")
  }

  /// The same without any line end, for files of which every line is a document.
  package static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  package static func decode<Value: Decodable>(_: Value.Type, _ bytes: ArraySlice<UInt8>)
    throws(DecodingError)
    -> Value
  {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw error
    } catch {
      throw .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: ""))
    }
  }
}
