/// Writes a plan as `build.ninja`.
///
/// ninja parses the whole file before every build, so it is kept short: a recipe becomes a rule with all its
/// flags, groups of words that several rules share become variables, and the workspace and the build folder are
/// `$W` and `$B`.
///
/// ninja runs in the build folder. Outputs and include folders there are written relative to it, so that
/// compiler commands are equal in all build folders and a compiler cache can serve a second platform. Sources
/// that kiln generated keep their absolute paths, because objects may contain them (`__FILE__`).
///
/// Of a part of a plan only what runs commands is written: kiln has decided that all of them run, and reads what
/// compilers list as read. The description is then the action's number.
struct NinjaWriter {
  private(set) var output: [UInt8] = []
  private let plan: BuildPlan
  /// The numbers of the actions to write; nil for all.
  private let part: Set<Int>?
  private let shorthands: NinjaShorthands
  /// The variables of word groups that several recipes share.
  private var groups: [[String]: String] = [:]
  /// All outputs of actions.
  private let made: Set<String>
  /// The prefix of paths in the build folder, and of options that name a folder there.
  private let folder: String
  private let include: String

  init(_ plan: BuildPlan, part: Set<Int>? = nil) {
    self.plan = plan
    self.part = part
    shorthands = NinjaShorthands(plan.environment)
    folder = plan.environment.output + "/"
    include = "-I" + folder
    made = Set(plan.actions.lazy.flatMap(\.outputs))
    output.reserveCapacity(plan.actions.count * 700)
  }

  mutating func write() {
    append("# Written by kiln; what it says is decided anew before every build.\n")
    append("ninja_required_version = 1.7\n")
    for folder in shorthands.folders {
      append("\(Character(UnicodeScalar(folder.name))) = \(folder.path)\n")
    }
    append("builddir = ")
    // ninja's log has what it ran last for an output, which it must not remember of a part.
    appendValue(plan.environment.output + (part == nil ? "" : "/.kiln"))
    append("\n")
    writeGroups()
    let used = part.map { Set($0.map { plan.actions[$0].recipe }) }
    for (number, recipe) in plan.recipes.enumerated() where used?.contains(number) ?? true {
      write(recipe, number)
    }
    for (number, action) in plan.actions.enumerated() where part?.contains(number) ?? true {
      write(action, number)
    }
  }

  private mutating func writeGroups() {
    var counts: [[String]: Int] = [:]
    var order: [[String]] = []
    for recipe in plan.recipes {
      for step in recipe.steps {
        for case .words(let words) in step.arguments where words.count > 2 {
          if counts[words] == nil { order.append(words) }
          counts[words, default: 0] += 1
        }
      }
    }
    for words in order where counts[words, default: 0] > 1 {
      let name = "v\(groups.count)"
      append("\(name) =")
      for word in words { appendWord(word) }
      append("\n")
      groups[words] = name
    }
  }

  private mutating func write(_ recipe: Recipe, _ number: Int) {
    append("rule r\(number)\n command =")
    for (index, step) in recipe.steps.enumerated() {
      if index > 0 { append(" &&") }
      write(step)
    }
    append("\n")
    let suffix = recipe.architecture.map { " [\($0)]" } ?? ""
    append(part == nil ? " description = \(recipe.kind.rawValue) $d\(suffix)\n" : " description = $d\n")
    if recipe.hasDepfile, part == nil { append(" deps = gcc\n depfile = $out.deps\n") }
    if recipe.hasListFile { append(" rspfile = $l\n rspfile_content = $in_newline\n") }
    if recipe.keepsEqualOutput, part == nil { append(" restat = 1\n") }
  }

  private mutating func write(_ step: Recipe.Step) {
    for argument in step.arguments {
      switch argument {
      case .words(let words):
        if let name = groups[words] {
          append(" $\(name)")
        } else {
          for word in words { appendWord(word) }
        }
      case .word(let pieces):
        append(" ")
        append(pieces)
      case .inputs: append(" $in")
      }
    }
    if let target = step.output {
      append(" > ")
      append(target)
    }
    if let log = step.quietLog {
      append(" > ")
      append(log)
      append(" 2>&1 || { cat ")
      append(log)
      append("; exit 1; }")
    }
  }

  /// Appends one word. Places are variables, which are quoted for sh where an action sets them.
  private mutating func append(_ pieces: [Recipe.Piece]) {
    for piece in pieces {
      switch piece {
      case .text(let text):
        if !text.isEmpty { appendEscaped(ShellWords.quoted(text)) }
      case .output: append("${out}")
      case .place(let place): append("${q\(place.rawValue)}")
      }
    }
  }

  private mutating func write(_ action: Action, _ number: Int) {
    append("build ")
    appendPath(action.output)
    append(action.sideOutputs, behind: " |")
    append(": r\(action.recipe)")
    append(action.inputs, behind: "")
    append(action.implicitInputs, behind: " |")
    append(action.orderOnlyInputs, behind: " ||")
    append("\n d = ")
    appendValue(part == nil ? action.subject : "\(number)")
    append("\n")
    for place in Action.Place.allCases {
      guard let path = action.places[place] else { continue }
      append(" q\(place.rawValue) = ")
      appendEscaped(ShellWords.quoted(path))
      append("\n")
      // ninja itself opens the response file, so its name is not quoted for sh.
      if place == .list {
        append(" l = ")
        appendValue(path)
        append("\n")
      }
    }
  }

  private mutating func append(_ paths: [String], behind separator: String) {
    guard !paths.isEmpty else { return }
    append(separator)
    for path in paths {
      append(" ")
      appendPath(path)
    }
  }

  private mutating func appendWord(_ word: String) {
    append(" ")
    appendEscaped(ShellWords.quoted(rest(of: word, behind: include).map { "-I" + $0 } ?? word))
  }

  /// Appends a path of a build statement.
  private mutating func appendPath(_ path: String) {
    let near = made.contains(path) ? rest(of: path, behind: folder) : nil
    appendEscaped(near ?? path, isPath: true)
  }

  /// The text after the prefix `start`; nil if it has another prefix.
  private func rest(of text: String, behind start: String) -> String? {
    guard text.utf8.starts(with: start.utf8) else { return nil }
    return String(decoding: text.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }

  /// Appends the value of a variable, with a leading blank escaped.
  private mutating func appendValue(_ text: String) {
    appendEscaped(text)
  }

  /// Appends text with ninja's escapes and with variables in place of the two folders.
  private mutating func appendEscaped(_ text: String, isPath: Bool = false) {
    text.utf8.withContiguousStorageIfAvailable { shorthands.append($0, isPath: isPath, to: &output) }
      ?? Array(text.utf8).withUnsafeBufferPointer { shorthands.append($0, isPath: isPath, to: &output) }
  }

  private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }
}

extension BuildPlan {
  /// The text of `build.ninja`.
  package func ninja() -> [UInt8] { ninja(part: nil) }

  /// The text of a file of ninja for some actions, whose descriptions are their numbers. All other files must exist.
  package func ninja(of part: Set<Int>) -> [UInt8] { ninja(part: part) }

  private func ninja(part: Set<Int>?) -> [UInt8] {
    var writer = NinjaWriter(self, part: part)
    writer.write()
    return writer.output
  }
}
