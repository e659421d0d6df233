/// The strings of a module, in every language in which its .uni files have them.
struct StringTable {
  struct Language {
    /// RFC 4646, such as `en-US`, or ISO 639-2 where there is no shorter code.
    let code: String
    /// In the order of `names`: UTF-8, or nil for a string that only another language has.
    var values: [[UInt8]?]
  }

  /// Names of the two strings that every language starts with.
  static let ownNames = ["$LANGUAGE_NAME", "$PRINTABLE_LANGUAGE_NAME"]

  /// In the order of their definitions.
  private(set) var languages: [Language] = []
  /// In the order in which they were first defined.
  private(set) var names: [String] = StringTable.ownNames
  private var places: [String: Int] = [:]

  /// Adds a language, or gives one that is there another printable name.
  mutating func define(_ code: String, printableName: [UInt8]) {
    if let known = languages.firstIndex(where: { $0.code == code }) {
      languages[known].values[1] = printableName
      return
    }
    let others = repeatElement([UInt8]?.none, count: names.count - 2)
    languages.append(Language(code: code, values: [Array(code.utf8), printableName] + others))
  }

  /// Adds a string, or gives one that is there another text: the last definition counts. False for a
  /// language that is not defined.
  mutating func set(_ name: String, _ text: [UInt8], in code: String) -> Bool {
    guard let language = languages.firstIndex(where: { $0.code == code }) else { return false }
    let place: Int
    if let known = places[name] {
      place = known
    } else {
      place = names.count
      places[name] = place
      names.append(name)
      for index in languages.indices { languages[index].values.append(nil) }
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
