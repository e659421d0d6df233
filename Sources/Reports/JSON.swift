private import FoundationEssentials

/// The one way in which kiln writes JSON: keys sorted, indented, a line end behind the last brace.
enum JSON {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Reports hold strings, integers and booleans only: nothing that JSON has no form for.
    guard let data = try? encoder.encode(value) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
