import ActionCache
import BuildGraph
import Bytes
import Host

/// Decides for every action whether what is on the disk is its result, whether the cache has it, or whether it must run.
struct ActionSweep {
  enum State: Equatable {
    /// The outputs on the disk are the result.
    case present
    /// The cache has the result, which is what the ledger keeps of it.
    case cached(BuildLedger.Entry)
    /// It must run.
    case missing
    /// It depends on one that must run.
    case waiting
  }

  private(set) var states: [State]
  /// Whether an action is present whatever runs next, as nothing that it needs can change.
  private var isFixed: [Bool]
  private let order: [Int]
  private let makers: [String: Int]
  private let plan: BuildPlan
  private let cache: ActionCache
  private let digests: FileDigests
  /// Digests of outputs that are decided but may not be on the disk yet.
  private var predicted: [String: Digest] = [:]

  /// - Parameter wanted: the numbers of the actions to decide.
  init(_ plan: BuildPlan, wanted: Set<Int>, cache: ActionCache, digests: FileDigests) {
    self.plan = plan
    self.cache = cache
    self.digests = digests
    states = Array(repeating: .present, count: plan.actions.count)
    isFixed = Array(repeating: false, count: plan.actions.count)
    makers = plan.makers
    order = Self.order(plan, wanted: wanted, makers)
  }

  /// The wanted actions, each after those that it depends on.
  private static func order(_ plan: BuildPlan, wanted: Set<Int>, _ makers: [String: Int]) -> [Int] {
    var order: [Int] = []
    var seen = Set<Int>()
    for start in wanted.sorted() where !seen.contains(start) {
      var stack = [(number: start, isDone: false)]
      while let (number, isDone) = stack.popLast() {
        if isDone {
          order.append(number)
          continue
        }
        guard seen.insert(number).inserted else { continue }
        stack.append((number, true))
        for input in plan.actions[number].dependencies {
          if let maker = makers[input], wanted.contains(maker), !seen.contains(maker) {
            stack.append((maker, false))
          }
        }
      }
    }
    return order
  }

  var missing: Set<Int> { numbers { $0 == .missing } }
  var waiting: Set<Int> { numbers { $0 == .waiting } }

  private func numbers(_ isWanted: (State) -> Bool) -> Set<Int> {
    Set(order.filter { isWanted(states[$0]) })
  }

  var cached: [(number: Int, entry: BuildLedger.Entry)] {
    order.compactMap { number in
      if case .cached(let entry) = states[number] { (number, entry) } else { nil }
    }
  }

  /// Decides all actions but those that were found to be present before, with all that they need.
  ///
  /// - Parameters:
  ///   - lost: actions of which the cache turned out not to have the contents.
  ///   - settled: actions that have run; their outputs are on the disk.
  mutating func decide(_ keys: inout ActionKeys, _ ledger: BuildLedger, lost: Set<Int>, settled: Set<Int>) {
    predicted = [:]
    keys.forgetReads()
    for number in order where !isFixed[number] {
      if settled.contains(number) {
        states[number] = .present
        isFixed[number] = true
        continue
      }
      states[number] = decided(number, &keys, ledger, isLost: lost.contains(number))
      if case .cached(let entry) = states[number] {
        for file in entry.outputs { predicted[file.path] = file.digest }
      }
    }
  }

  private mutating func decided(
    _ number: Int, _ keys: inout ActionKeys, _ ledger: BuildLedger, isLost: Bool
  ) -> State {
    let action = plan.actions[number]
    let inputs = keys.inputs(of: action)
    if inputs.contains(where: isOpen) { return .waiting }
    guard let command = keys.command(action, { digest(of: $0) }) else { return .missing }
    let last = ledger.entries[action.output]
    var waits = false
    if let last {
      let facts = keys.facts(of: last.reads) { digest(of: $0) }
      if facts.made.contains(where: isOpen) {
        waits = true
      } else {
        let key = keys.result(command, action, facts)
        if key == last.key, !last.outputs.isEmpty,
          last.outputs.allSatisfy({ digests.digest(of: $0.path) == $0.digest })
        {
          isFixed[number] = inputs.allSatisfy(isFixed) && facts.made.allSatisfy(isFixed)
          return .present
        }
        if !isLost, let entry = found(key, last.reads, keys) { return .cached(entry) }
      }
    }
    if isLost || cache.isOff { return waits ? .waiting : .missing }
    let sets = plan.recipe(of: action).hasDepfile ? cache.readSets(of: command) : [ReadSet([String]())]
    for set in sets {
      let reads = set.paths.compactMap { keys.paths.absolute($0) }
      guard reads.count == set.paths.count, reads != last?.reads else { continue }
      let facts = keys.facts(of: reads) { digest(of: $0) }
      if facts.made.contains(where: isOpen) {
        waits = true
        continue
      }
      if let entry = found(keys.result(command, action, facts), reads, keys) { return .cached(entry) }
    }
    return waits ? .waiting : .missing
  }

  /// The result under a key, or under the key of this place.
  private func found(_ key: Digest, _ reads: [String], _ keys: ActionKeys) -> BuildLedger.Entry? {
    guard let result = cache.result(of: key, placed: keys.placed(key)), !result.files.isEmpty
    else { return nil }
    var outputs: [ActionResult.File] = []
    for var file in result.files {
      guard let path = keys.paths.absolute(file.path), plan.isMade(path) else { return nil }
      file.path = path
      outputs.append(file)
    }
    return BuildLedger.Entry(key: key, reads: reads, outputs: outputs)
  }

  /// Whether the file is made by an action that is not decided.
  private func isOpen(_ path: String) -> Bool {
    guard let maker = makers[path] else { return false }
    return states[maker] == .missing || states[maker] == .waiting
  }

  /// Whether the file is made by no action, or by one that is fixed.
  private func isFixed(_ path: String) -> Bool { makers[path].map { isFixed[$0] } ?? true }

  /// Decides all actions anew the next time, because files have appeared that may hide others.
  mutating func reconsider() { isFixed = Array(repeating: false, count: isFixed.count) }

  private func digest(of path: String) -> Digest? { predicted[path] ?? digests.digest(of: path) }
}
