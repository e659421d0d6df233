import Host
import Subprocess

extension ProcessEnvironment {
  /// What a program that inherits the environment of this process has to be told.
  var changedVariables: [Environment.Key: String?] {
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in changes { variables[Environment.Key(stringLiteral: name)] = value }
    return variables
  }
}
