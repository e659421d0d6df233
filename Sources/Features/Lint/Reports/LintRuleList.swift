import Diagnostics
import Render

/// What `kiln lint --list-rules` prints.
package enum LintRuleList {
  package static var text: String {
    var table = TextTable([("", .left), ("", .left), ("", .left)])
    for rule in LintRules.all { table.add([rule.name, rule.severity.rawValue, rule.title]) }
    return table.rendered()
      + "What resolving a platform finds wrong with it has codes of its own, and can be waived like these.\n"
  }
}
