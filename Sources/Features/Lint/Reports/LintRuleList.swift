import Diagnostics
import Render

/// What `kiln lint --list-rules` prints.
package enum LintRuleList {
  package static var text: String {
    var table = TextTable([("", .left), ("", .left), ("", .left)])
    for rule in LintRules.all { table.add([rule.name, rule.severity.rawValue, rule.title]) }
    return table.rendered()
      + "Problems found while resolving the platform have codes of their own and can be waived in the same way.\n"
  }
}
