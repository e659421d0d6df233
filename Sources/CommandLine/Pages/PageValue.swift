/// A value of JSON.
enum PageValue: Decodable {
  case object([String: PageValue])
  case list([PageValue])
  case text(String)
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case nothing

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .nothing
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let list = try? value.decode([PageValue].self) {
      self = .list(list)
    } else if let object = try? value.decode([String: PageValue].self) {
      self = .object(object)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  /// As the library for templates wants it: dictionaries without what is nothing, arrays, strings, flags.
  var unwrapped: Any {
    switch self {
    case .object(let fields): fields.filter { !$0.value.isNothing }.mapValues(\.unwrapped)
    case .list(let values): values.map(\.unwrapped)
    case .text(let text): text
    case .flag(let flag): flag
    case .integer(let number): number
    case .number(let number): number
    case .nothing: ""
    }
  }

  private var isNothing: Bool { if case .nothing = self { true } else { false } }
}
