private import FoundationEssentials

/// Encodes all of kiln's JSON: sorted keys, indented, with a newline at the end.
package enum JSON {
  /// - Parameter isCompact: without whitespace, for documents that only programs read.
  package static func encode(_ value: some Encodable, isCompact: Bool = false) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !isCompact { encoder.outputFormatting.insert(.prettyPrinted) }
    // Reports contain only strings, booleans and finite numbers, so encoding cannot fail.
    guard let data = try? encoder.encode(value) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + (isCompact ? "" : "\n")
  }

  /// On one line without a newline at the end, for files with one document per line.
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
