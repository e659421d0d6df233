import ActionCache
import BuildGraph
import Bytes
import Host
import Vocabulary

/// The keys of a plan's actions.
///
/// A command's key has the words of its commands, the programs, and names and contents of the files that it names. A
/// result's key has, beside the command's, the contents of the files that the commands were seen to read, and whether a
/// header would be found earlier today than it was.
struct ActionKeys {
  let plan: BuildPlan
  let paths: PortablePaths
  let tools: ToolIdentities
  /// Of variables of the environment.
  let variables: [String]

  /// What a recipe adds to the keys of its actions. nil if a program is unknown: nothing is known of such an action.
  private var recipes: [Int: KeyWriter?] = [:]
  /// The folders in which included files are searched, by recipe.
  private var includes: [Int: [String]] = [:]
  private var index: HeaderIndex
  /// By include folders and a file, what would be found before it.
  private var hidden: [Search: [String: [String]]] = [:]
  private var sets: [[String]: ReadFacts] = [:]

  /// The folders in which an action's included files are searched.
  private struct Search: Hashable {
    /// The folder of the source, which comes first.
    let first: String
    let recipe: Int
  }

  /// What is the same for all actions that read the same files.
  struct ReadFacts {
    /// Of names and contents.
    let digest: Digest
    /// The files that actions of the plan make.
    let made: [String]
    /// The files of which include folders have several.
    let contested: [String]
  }

  init(_ plan: BuildPlan, paths: PortablePaths, tools: ToolIdentities, variables: [String]) {
    self.plan = plan
    self.paths = paths
    self.tools = tools
    self.variables = variables
    var folders = Set(plan.recipes.flatMap(plan.includeFolders))
    for action in plan.actions where plan.recipe(of: action).hasDepfile {
      if let source = action.inputs.first { folders.insert(TreePath.folder(of: source)) }
    }
    index = HeaderIndex(folders)
  }

  /// The folders that were searched for files that hide others, outside the build folder, as they were then.
  var searched: [(path: String, signature: FileSignature)] {
    index.signatures.filter { !plan.isMade($0.key) }.map { ($0.key, $0.value) }
  }

  /// Forgets the contents of read sets, because other results are expected of actions.
  mutating func forgetReads() { sets = [:] }

  /// Forgets what is known of files, because they were written, and looks at the folders again.
  ///
  /// - Returns: whether an include folder has other names than before.
  mutating func lookAgain() -> Bool {
    forgetReads()
    guard index.lookAgain() else { return false }
    hidden = [:]
    return true
  }

  /// The files that an action names, programs made by the plan among them.
  func inputs(of action: Action) -> [String] {
    let made = plan.programs(of: plan.recipe(of: action)).filter(plan.isMade)
    return action.inputs + action.implicitInputs + made.filter { !action.implicitInputs.contains($0) }
  }

  /// The key of an action's command; nil if a program is missing.
  mutating func command(_ action: Action, _ digest: (String) -> Digest?) -> Digest? {
    guard var key = recipeKey(action.recipe) else { return nil }
    for output in action.outputs { key.add(paths.portable(output)) }
    for place in Action.Place.allCases {
      guard let path = action.places[place] else { continue }
      key.add("place \(place.rawValue)")
      key.add(place == .symbols ? path : paths.portable(path))
    }
    for input in inputs(of: action) where input != plan.environment.kiln {
      key.add(paths.portable(input))
      key.add(digest(input))
    }
    return key.key
  }

  private mutating func recipeKey(_ number: Int) -> KeyWriter? {
    if let known = recipes[number] { return known }
    let recipe = plan.recipes[number]
    var key = KeyWriter("command")
    for word in plan.identity(of: recipe) { key.add(paths.portable(bytes: Array(word.utf8))) }
    var isKnown = true
    for program in plan.programs(of: recipe) where !plan.isMade(program) {
      guard let identity = tools.digests[program] else {
        isKnown = false
        break
      }
      key.add(identity)
    }
    for variable in variables { key.add(paths.portable(bytes: Array(variable.utf8))) }
    let result: KeyWriter? = isKnown ? key : nil
    recipes[number] = result
    return result
  }

  /// What the files of a read set are, which is looked up once for each set.
  ///
  /// - Parameter reads: absolute, in the order of the read set.
  mutating func facts(of reads: [String], _ digest: (String) -> Digest?) -> ReadFacts {
    if let known = sets[reads] { return known }
    var key = KeyWriter("read set")
    for path in reads {
      key.add(paths.portable(path))
      key.add(digest(path))
    }
    let facts = ReadFacts(
      digest: key.key, made: reads.filter(plan.isMade), contested: reads.filter { index.isContested($0) })
    sets[reads] = facts
    return facts
  }

  /// The key of the result of an action that reads these files.
  mutating func result(_ command: Digest, _ action: Action, _ facts: ReadFacts) -> Digest {
    var key = KeyWriter("result")
    key.add(command)
    key.add(facts.digest)
    for path in facts.contested {
      for candidate in earlier(path, action) { key.add(paths.portable(candidate)) }
    }
    return key.key
  }

  /// The key of a result that is right in this place only, because it contains paths.
  func placed(_ key: Digest) -> Digest {
    var placed = KeyWriter("placed result")
    placed.add(key)
    placed.add(paths.place)
    return placed.key
  }

  /// The files that a compiler would find before `path` if it was included by the name that `path` has in one of the
  /// include folders: in the folder of the source, and in the folders before that one.
  private mutating func earlier(_ path: String, _ action: Action) -> [String] {
    let source = action.inputs.first.map { TreePath.folder(of: $0) } ?? ""
    let search = Search(first: source, recipe: action.recipe)
    if let known = hidden[search]?[path] { return known }
    let folders = includes[action.recipe] ?? plan.includeFolders(of: plan.recipes[action.recipe])
    includes[action.recipe] = folders
    var found: [String] = []
    for (number, folder) in folders.enumerated() where path.hasPrefix(folder + "/") {
      let name = String(path.dropFirst(folder.count + 1))
      for other in [source] + folders[..<number] where other != folder && index.exists(name, in: other) {
        let candidate = "\(other)/\(name)"
        if candidate != path, !found.contains(candidate) { found.append(candidate) }
      }
    }
    hidden[search, default: [:]][path] = found
    return found
  }
}
