package import Vocabulary

/// What to add to the command line of a platform so that it reads a line.
package struct ConfigurationChange: Hashable, Sendable {
  package var defines: [String: String] = [:]
  package var pcds: [String: String] = [:]
  /// nil for those of the platform as it is.
  package var architectures: [Architecture]?
  package var target: BuildTarget?
  package var toolchain: String?

  package init() {}

  /// As options of kiln's command line, in the order of names.
  package var words: [String] {
    var words: [String] = []
    for architecture in architectures ?? [] { words += ["-a", architecture.name] }
    if let target { words += ["-b", target.name] }
    if let toolchain { words += ["-t", toolchain] }
    for (name, value) in defines.sorted(by: { $0.key < $1.key }) { words += ["-D", "\(name)=\(value)"] }
    for (name, value) in pcds.sorted(by: { $0.key < $1.key }) { words += ["--pcd", "\(name)=\(value)"] }
    return words
  }

  /// Both changes; nil if they contradict each other.
  package func merged(with other: ConfigurationChange) -> ConfigurationChange? {
    var merged = self
    for (name, value) in other.defines {
      guard merged.defines.updateValue(value, forKey: name) ?? value == value else { return nil }
    }
    for (name, value) in other.pcds {
      guard merged.pcds.updateValue(value, forKey: name) ?? value == value else { return nil }
    }
    guard architectures == nil || other.architectures == nil || architectures == other.architectures,
      target == nil || other.target == nil || target == other.target,
      toolchain == nil || other.toolchain == nil || toolchain == other.toolchain
    else { return nil }
    merged.architectures = architectures ?? other.architectures
    merged.target = target ?? other.target
    merged.toolchain = toolchain ?? other.toolchain
    return merged
  }
}
