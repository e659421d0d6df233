/// The macros defined at a line, according to the manifest's dialect.
struct MacroTables {
  let dialect: Preprocessor.Dialect
  var environment: MacroEnvironment
  private(set) var section: Section?
  /// DEFINEs outside [Defines], by section.
  private var bySection: [(section: Section, macros: [String: String])] = []
  /// The macros of `bySection` that are visible in the current section.
  private var reachable: [String: String] = [:]
  /// [Defines] of an INF, DEC or FDF.
  private var file: [String: String] = [:]

  /// A section's name and qualifiers in upper case; "COMMON" if there are none.
  struct Section: Equatable {
    let name: String
    let scopes: [[String]]
    var isDefines: Bool { name == "DEFINES" }
  }

  init(_ dialect: Preprocessor.Dialect, _ environment: MacroEnvironment) {
    self.dialect = dialect
    self.environment = environment
  }

  mutating func enter(_ section: Section?) {
    guard self.section != section else { return }
    self.section = section
    findReachable()
  }

  /// Whether a DEFINE is allowed here: in an FDF it is not in [Rule] and not outside sections.
  var takesDefinitions: Bool { dialect != .fdf || (section.map { $0.name != "RULE" } ?? false) }

  /// Whether `$(NAME)` is replaced here.
  var replacesMacros: Bool { takesDefinitions }

  mutating func define(_ name: String, _ value: String) {
    let inDefines = section?.isDefines ?? true
    switch dialect {
    case .dsc where inDefines: environment.platform[name] = value
    case .fdf where inDefines || !file.isEmpty:
      // Once [Defines] has a macro, edk2 has a single table for all macros of an FDF.
      file[name] = value
    case .inf where inDefines, .dec where inDefines: file[name] = value
    default:
      guard let section else { return }
      if let index = bySection.firstIndex(where: { $0.section == section }) {
        bySection[index].macros[name] = value
      } else {
        bySection.append((section, [name: value]))
      }
      findReachable()
    }
  }

  mutating func defineGlobally(_ name: String, _ value: String) { environment.edkGlobal[name] = value }

  /// The value of `$(NAME)` in text.
  func value(of name: String) -> String? {
    switch dialect {
    case .dsc:
      environment.commandLine[name] ?? environment.edkGlobal[name] ?? reachable[name]
        ?? environment.platform[name]
    case .fdf:
      environment.commandLine[name] ?? environment.global[name] ?? reachable[name] ?? file[name]
        ?? environment.platform[name] ?? environment.edkGlobal[name]
    case .inf, .dec: reachable[name] ?? file[name]
    }
  }

  /// The value of `$(NAME)` in `!if`.
  func conditionValue(of name: String) -> String? {
    switch dialect {
    case .dsc: environment.global[name] ?? value(of: name)
    case .fdf: value(of: name)
    case .inf, .dec: value(of: name) ?? environment.commandLine[name] ?? environment.global[name]
    }
  }

  /// The value of `$(NAME)` in the path of `!include`.
  func includeValue(of name: String) -> String? {
    value(of: name) ?? (name == "WORKSPACE" ? environment.global[name] : nil)
  }

  /// Whether `!ifdef` is true for the name of a macro or PCD.
  func isDefined(_ name: String) -> Bool {
    value(of: name) != nil || pcd(name) != nil
  }

  func pcd(_ name: String) -> String? {
    environment.commandLinePCDs[name] ?? environment.pcdValues[name]
  }

  /// A section sees the macros of sections with its name: first those for all architectures and module types,
  /// then those that cover all of its scopes, then those with exactly its scopes.
  private mutating func findReachable() {
    reachable = [:]
    guard let section, !bySection.isEmpty else { return }
    if dialect == .fdf {
      reachable = bySection.first { $0.section == section }?.macros ?? [:]
      return
    }
    let common = ["COMMON", "COMMON", "COMMON"]
    let tiers: [([[String]]) -> Bool] = [
      { $0.contains(common) },
      { scopes in
        section.scopes.allSatisfy {
          scopes.contains($0) || scopes.contains([$0[0], "COMMON", "COMMON"])
            || scopes.contains(["COMMON", $0[1], "COMMON"])
        }
      },
      { scopes in section.scopes.allSatisfy(scopes.contains) },
    ]
    for tier in tiers {
      for entry in bySection where entry.section.name == section.name && tier(entry.section.scopes) {
        reachable.merge(entry.macros) { _, new in new }
      }
    }
  }
}
