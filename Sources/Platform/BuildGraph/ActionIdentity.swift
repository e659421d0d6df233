import Vocabulary

/// What decides the result of an action, as far as the plan knows it: everything but the contents of files.
extension BuildPlan {
  /// The commands of a recipe as words, with marks where an action puts its own paths. Equal lists give equal commands.
  package func identity(of recipe: Recipe) -> [String] {
    var words = [recipe.kind.rawValue, recipe.architecture?.name ?? "", "\(recipe.hasListFile)"]
    for step in recipe.steps {
      words.append("\u{1}step")
      for argument in step.arguments {
        switch argument {
        // kiln is named by its contents, wherever it is installed.
        case .words(let literal): words += literal.map { $0 == environment.kiln ? "\u{1}kiln" : $0 }
        case .word(let pieces): words.append(Self.pattern(pieces))
        case .inputs: words.append("\u{1}inputs")
        }
      }
      if let output = step.output { words += ["\u{1}to", Self.pattern(output)] }
      if let log = step.quietLog { words += ["\u{1}log", Self.pattern(log)] }
    }
    return words
  }

  private static func pattern(_ pieces: [Recipe.Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .output: "\u{1}output"
      case .place(let place): "\u{1}\(place.rawValue)"
      }
    }.joined()
  }

  /// The programs of a recipe, each once, in the order of the commands. Programs before a compiler, such as ccache, are
  /// among them.
  package func programs(of recipe: Recipe) -> [String] {
    var programs: [String] = []
    for step in recipe.steps {
      guard case .words(let words)? = step.arguments.first, let first = words.first else { continue }
      let launcher = environment.launcher
      let isLaunched = !launcher.isEmpty && words.starts(with: launcher)
      for program in isLaunched ? [first] + words.dropFirst(launcher.count).prefix(1) : [first]
      where !programs.contains(program) {
        programs.append(program)
      }
    }
    return programs
  }

  /// The folders that a recipe's commands search for included files, in order, without trailing slashes.
  package func includeFolders(of recipe: Recipe) -> [String] {
    var folders: [String] = []
    for step in recipe.steps {
      for case .words(let words) in step.arguments {
        for word in words where word.hasPrefix("-I") {
          let folder = word.dropFirst(2)
          folders.append(String(folder.hasSuffix("/") ? folder.dropLast() : folder))
        }
      }
    }
    return folders
  }

  /// Whether the file is in the build folder.
  package func isMade(_ path: String) -> Bool { path.hasPrefix(environment.output + "/") }

  /// By output, the number of the action that makes it.
  package var makers: [String: Int] {
    var makers: [String: Int] = [:]
    for (number, action) in actions.enumerated() {
      for output in action.outputs { makers[output] = number }
    }
    return makers
  }

  /// The numbers of the actions that make the files, with those of all that they need.
  package func actions(making targets: Set<String>) -> Set<Int> {
    let makers = makers
    return reachable(from: targets.compactMap { makers[$0] }) { $0.dependencies.compactMap { makers[$0] } }
  }

  /// The actions with everything that depends on one of them.
  package func dependents(of numbers: Set<Int>) -> Set<Int> {
    var users: [String: [Int]] = [:]
    for (number, action) in actions.enumerated() {
      for input in action.dependencies { users[input, default: []].append(number) }
    }
    return reachable(from: Array(numbers)) { $0.outputs.flatMap { users[$0] ?? [] } }
  }

  private func reachable(from start: [Int], _ next: (Action) -> [Int]) -> Set<Int> {
    var found: Set<Int> = []
    var open = start
    while let number = open.popLast() {
      if found.insert(number).inserted { open += next(actions[number]) }
    }
    return found
  }
}
