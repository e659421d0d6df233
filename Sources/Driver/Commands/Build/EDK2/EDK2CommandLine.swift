/// A command line of edk2's `build`, read as Python's optparse reads it: long options may be abbreviated, letters may
/// be joined, and a value may follow its letter without a blank (`-DNAME=VALUE`).
package struct EDK2CommandLine: Equatable, Sendable {
  /// Why a command line cannot be read, as optparse says it.
  package struct Fault: Error, Equatable, Sendable {
    package let reason: String
  }

  /// The options in their order; a flag has an empty value.
  private(set) var options: [(name: EDK2Option.Name, value: String)] = []
  /// All words, as typed.
  private(set) var arguments: [String] = []
  /// All that is no option.
  package private(set) var words: [String] = []

  /// - Parameter arguments: without the program's name.
  package init(parsing arguments: [String]) throws(Fault) {
    self.arguments = arguments
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        return
      }
      if argument.hasPrefix("--") {
        try readLong(argument, &rest)
      } else if argument.hasPrefix("-"), argument.count > 1 {
        try readLetters(argument, &rest)
      } else {
        words.append(argument)
      }
      // As in optparse, what follows is not even looked at.
      if has(.help) || has(.version) { return }
    }
  }

  package func has(_ name: EDK2Option.Name) -> Bool { options.contains { $0.name == name } }

  /// All values of an option that may be repeated.
  package subscript(name: EDK2Option.Name) -> [String] { options.filter { $0.name == name }.map(\.value) }

  package static func == (one: EDK2CommandLine, other: EDK2CommandLine) -> Bool {
    one.words == other.words && one.options.elementsEqual(other.options) { $0 == $1 }
  }
}

extension EDK2CommandLine {
  private mutating func readLong(_ argument: String, _ rest: inout ArraySlice<String>) throws(Fault) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let option = try Self.option(abbreviated: parts[0])
    guard option.argument != .none else {
      if parts.count > 1 { throw Fault(reason: "\(option.name.rawValue) option does not take a value") }
      return try add(option, "", as: option.name.rawValue)
    }
    guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
      throw Fault(reason: "\(option.name.rawValue) option requires 1 argument")
    }
    try add(option, value, as: option.name.rawValue)
  }

  private mutating func readLetters(_ argument: String, _ rest: inout ArraySlice<String>) throws(Fault) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      guard let option = EDK2Option.all.first(where: { $0.names.contains(name) }) else {
        throw Fault(reason: "no such option: \(name)")
      }
      guard option.argument != .none else {
        try add(option, "", as: name)
        continue
      }
      guard let value = letters.isEmpty ? rest.popFirst() : String(letters) else {
        throw Fault(reason: "\(name) option requires 1 argument")
      }
      return try add(option, value, as: name)
    }
  }

  /// The option of this name, or the only one whose name starts so.
  private static func option(abbreviated name: String) throws(Fault) -> EDK2Option {
    let long = EDK2Option.all.filter { $0.name.rawValue.hasPrefix("--") }
    if let option = long.first(where: { $0.name.rawValue == name }) { return option }
    let found = long.filter { $0.name.rawValue.hasPrefix(name) }
    guard let option = found.first else { throw Fault(reason: "no such option: \(name)") }
    guard found.count == 1 else {
      let names = found.map(\.name.rawValue).sorted().joined(separator: ", ")
      throw Fault(reason: "ambiguous option: \(name) (\(names)?)")
    }
    return option
  }

  /// - Parameter spelling: the name as a message has it.
  private mutating func add(_ option: EDK2Option, _ value: String, as spelling: String) throws(Fault) {
    switch option.argument {
    case .none, .text: break
    case .number:
      guard Self.number(value) != nil else {
        throw Fault(reason: "option \(spelling): invalid integer value: '\(value)'")
      }
    case .choice(_, let choices):
      guard choices.contains(value) else {
        throw Fault(
          reason: "option \(spelling): invalid choice: '\(value)' (choose from "
            + choices.map { "'\($0)'" }.joined(separator: ", ") + ")")
      }
    }
    if option.isSingle, has(option.name) {
      throw Fault(
        reason: "Option \(option.names.joined(separator: "/")) only allows one instance in command line!")
    }
    options.append((option.name, value))
  }

  /// A number as optparse reads one: decimal, or after `0x`, `0b` or `0` with another base.
  static func number(_ text: String) -> Int? {
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return Int(lower.dropFirst(2), radix: 16) }
    if lower.hasPrefix("0b") { return lower.count == 2 ? 0 : Int(lower.dropFirst(2), radix: 2) }
    return Int(text, radix: lower.hasPrefix("0") ? 8 : 10)
  }
}
