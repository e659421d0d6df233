import ActionCache
import BuildGraph
import Bytes
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
  /// The folders in which a header is searched before the one in which it was found, by recipe and header.
  private var includes: [Int: [String]] = [:]
  private var earlier: [Candidates: [String]] = [:]

  private struct Candidates: Hashable {
    let recipe: Int
    let source: String
    let path: String
  }

  init(_ plan: BuildPlan, paths: PortablePaths, tools: ToolIdentities, variables: [String]) {
    self.plan = plan
    self.paths = paths
    self.tools = tools
    self.variables = variables
  }

  /// The files that an action names, programs made by the plan among them.
  func inputs(of action: Action) -> [String] {
    let made = plan.programs(of: plan.recipe(of: action)).filter {
      $0.hasPrefix(plan.environment.output + "/")
    }
    return action.inputs + action.implicitInputs + made.filter { !action.implicitInputs.contains($0) }
  }

  /// The key of an action's command; nil if a program is missing.
  mutating func command(_ action: Action, _ digest: (String) -> Digest?) -> Digest? {
    guard var key = recipeKey(action.recipe) else { return nil }
    key.add(paths.portable(action.output))
    for output in action.sideOutputs { key.add(paths.portable(output)) }
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
    for word in plan.identity(of: recipe) { key.add(paths.portable(text: word)) }
    var isKnown = true
    for program in plan.programs(of: recipe) where !program.hasPrefix(plan.environment.output + "/") {
      guard let identity = tools.digests[program] else {
        isKnown = false
        break
      }
      key.add(identity)
    }
    for variable in variables { key.add(paths.portable(text: variable)) }
    let result: KeyWriter? = isKnown ? key : nil
    recipes[number] = result
    return result
  }

  /// The key of the result of an action that reads these files.
  ///
  /// - Parameters:
  ///   - reads: absolute.
  ///   - exists: whether there is a file.
  mutating func result(
    _ command: Digest, _ action: Action, reads: [String], _ digest: (String) -> Digest?,
    exists: (String) -> Bool
  ) -> Digest {
    var key = KeyWriter("result")
    key.add(command)
    for path in reads {
      key.add(paths.portable(path))
      key.add(digest(path))
      for candidate in candidates(for: path, action) where exists(candidate) {
        key.add(paths.portable(candidate))
      }
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

  /// The paths where a compiler looks for an included file before it finds `path`: in the folder of the source, and in
  /// the folders before the one that contains it.
  private mutating func candidates(for path: String, _ action: Action) -> [String] {
    let source = action.inputs.first.map { TreePath.folder(of: $0) } ?? ""
    let place = Candidates(recipe: action.recipe, source: source, path: path)
    if let known = earlier[place] { return known }
    let folders = includes[action.recipe] ?? plan.includeFolders(of: plan.recipes[action.recipe])
    includes[action.recipe] = folders
    var found: [String] = []
    for (index, folder) in folders.enumerated() where path.hasPrefix(folder + "/") {
      let name = path.dropFirst(folder.utf8.count + 1)
      for other in [source] + folders[..<index] where other != folder {
        let candidate = "\(other)/\(name)"
        if candidate != path, !found.contains(candidate) { found.append(candidate) }
      }
    }
    earlier[place] = found
    return found
  }
}
