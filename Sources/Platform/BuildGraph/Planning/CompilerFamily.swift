/// Whose options a C compiler understands.
package enum CompilerFamily: Equatable, Sendable {
  case gcc
  case other

  /// - Parameter program: its name, with a prefix such as `aarch64-linux-gnu-`, a version and a folder or without.
  package init(program: String) {
    let name = program.split(separator: "/").last ?? ""
    self = name.split(separator: "-").contains("gcc") ? .gcc : .other
  }
}
