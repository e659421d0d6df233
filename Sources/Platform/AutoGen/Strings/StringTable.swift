/// The strings of a module, in every language in which its .uni files have them.
struct StringTable {
  struct Language {
    /// RFC 4646, such as `en-US`, or ISO 639-2 where there is no shorter code.
    let code: String
    /// By place in `names`: UTF-8. What is not here only another language has.
    var values: [Int: [UInt8]]
  }

  /// Names of the two strings that every language starts with.
  static let ownNames = ["$LANGUAGE_NAME", "$PRINTABLE_LANGUAGE_NAME"]
  /// Far more than there are; each one costs a look at every string.
  static let mostLanguages = 1024

  /// In the order of their definitions.
  private(set) var languages: [Language] = []
  private var codes: [String: Int] = [:]
  /// In the order in which they were first defined.
  private(set) var names: [String] = StringTable.ownNames
  private var places: [String: Int] = [:]

  /// Adds a language, or gives one that is there another printable name. False where there are too many.
  mutating func define(_ code: String, printableName: [UInt8]) -> Bool {
    if let known = codes[code] {
      languages[known].values[1] = printableName
      return true
    }
    guard languages.count < Self.mostLanguages else { return false }
    codes[code] = languages.count
    languages.append(Language(code: code, values: [0: Array(code.utf8), 1: printableName]))
    return true
  }

  /// Adds a string, or gives one that is there another text: the last definition counts. False for a
  /// language that is not defined.
  mutating func set(_ name: String, _ text: [UInt8], in code: String) -> Bool {
    guard let language = codes[code] else { return false }
    let place = places[name] ?? names.count
    if place == names.count {
      places[name] = place
      names.append(name)
    }
    languages[language].values[place] = text
    return true
  }

  /// The strings in the order of their tokens, which count from 0: those that `referenced` has come
  /// first, each part in the order of definition. The second value says how many those are.
  func order(referenced: Set<String>) -> (order: [Int], referenced: Int) {
    var used: [Int] = [0, 1]
    var unused: [Int] = []
    for place in names.indices.dropFirst(2) {
      if referenced.contains(names[place]) { used.append(place) } else { unused.append(place) }
    }
    return (used + unused, used.count)
  }
}
