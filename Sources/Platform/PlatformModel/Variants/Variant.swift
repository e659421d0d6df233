package import Vocabulary

/// What a platform is built as: all that decides its images, but for the sources and the programs that compile them.
package struct Variant: Equatable, Sendable {
  /// The DSC, with `/`, below the workspace or another folder of packages; absolute where it lies in none of them.
  package var platform: String
  package var architectures: Set<Architecture>
  package var target: BuildTarget
  /// A tool chain tag of tools_def, such as `GCC5`.
  package var toolchain: String
  /// Macros of the command line (`-D`) and their values.
  package var defines: [String: String]
  /// PCDs of the command line (`--pcd`) and their values, the name as `TokenSpace.Name`.
  package var pcds: [String: String]

  package init(
    platform: String, architectures: Set<Architecture>, target: BuildTarget, toolchain: String,
    defines: [String: String] = [:], pcds: [String: String] = [:]
  ) {
    self.platform = platform
    self.architectures = architectures
    self.target = target
    self.toolchain = toolchain
    self.defines = defines
    self.pcds = pcds
  }

  /// One of the things that make a variant.
  package enum Property: Hashable, Sendable {
    case platform, architectures, target, toolchain
    case define(String)
    case pcd(String)
  }

  /// A property that two variants do not have in common. As text of the command line, without the option; nil of a
  /// macro or PCD that a side does not set.
  package struct Difference: Equatable, Sendable {
    package var property: Property
    package var own: String?
    package var other: String?
  }

  /// Platform, architectures, target and tool chain first, then macros and PCDs in the order of their names.
  package func differences(from other: Variant) -> [Difference] {
    var pairs: [(Property, String?, String?)] = [
      (.platform, platform, other.platform),
      (.architectures, Self.text(architectures), Self.text(other.architectures)),
      (.target, target.name, other.target.name), (.toolchain, toolchain, other.toolchain),
    ]
    for name in Set(defines.keys).union(other.defines.keys).sorted() {
      pairs.append((.define(name), defines[name], other.defines[name]))
    }
    for name in Set(pcds.keys).union(other.pcds.keys).sorted() {
      pairs.append((.pcd(name), pcds[name], other.pcds[name]))
    }
    return pairs.filter { $0.1 != $0.2 }.map { Difference(property: $0.0, own: $0.1, other: $0.2) }
  }

  private static func text(_ architectures: Set<Architecture>) -> String {
    architectures.map(\.name).sorted().joined(separator: " -a ")
  }
}

extension Variant.Difference {
  /// As on the command line: `-b DEBUG`, or `no -D SECURE_BOOT_ENABLE`.
  package func option(_ value: String?) -> String {
    switch property {
    case .platform: "-p \(value ?? "")"
    case .architectures: "-a \(value ?? "")"
    case .target: "-b \(value ?? "")"
    case .toolchain: "-t \(value ?? "")"
    case .define(let name): value.map { "-D \(name)=\($0)" } ?? "no -D \(name)"
    case .pcd(let name): value.map { "--pcd \(name)=\($0)" } ?? "no --pcd \(name)"
    }
  }
}
