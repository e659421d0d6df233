package import Diagnostics

/// Tests name a code as users do, by its name; codes are equal when their names are.
extension Diagnostic.Code: ExpressibleByStringLiteral {
  package init(stringLiteral name: String) {
    self.init(name, name, explanation: "", remedy: "")
  }
}
