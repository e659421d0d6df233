import Manifests

/// The values that the conditions of a macro can tell from each other.
struct SwitchValues {
  private var literals: [String] = []
  private var isTested = false
  private var isAskedFor = false

  init(_ conditions: [MacroUses.Condition]) {
    for condition in conditions {
      if condition.isAboutExistence {
        isAskedFor = true
      } else if condition.comparedWith.isEmpty {
        isTested = true
      }
      for literal in condition.comparedWith {
        if Self.truth(literal) != nil {
          isTested = true
        } else if !literals.contains(literal) {
          literals.append(literal)
        }
      }
    }
  }

  /// The values that are worth a trial, in place of the one in effect. nil in the list is a macro that is not given.
  func others(given: String?, usual: String?) -> [String?] {
    guard let current = given ?? usual else { return (isTested || isAskedFor ? ["TRUE"] : []) + literals }
    var values: [String?] = isTested ? ["TRUE", "FALSE"] : []
    values += literals
    if let usual, !values.contains(where: { Self.isSame($0, usual) }) { values.append(usual) }
    if usual == nil { values.append(nil) }
    return values.filter { !Self.isSame($0, current) }
  }

  private static func isSame(_ one: String?, _ other: String) -> Bool {
    guard let one else { return false }
    return one == other || (truth(one) != nil && truth(one) == truth(other))
  }

  private static func truth(_ text: String) -> Bool? {
    switch text.uppercased() {
    case "TRUE": true
    case "FALSE": false
    default: nil
    }
  }
}
