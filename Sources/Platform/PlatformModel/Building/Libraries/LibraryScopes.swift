import Diagnostics
import Manifests
import Vocabulary

/// Which instance of a library class a platform names for which module type, on one architecture.
///
/// From the strongest: the architecture and the module type, the architecture, the module type, common
/// (EDK II DSC Specification, 2.5); the last line of equals counts. A component's own come before all.
struct LibraryScopes {
  /// By class; within it by module type, COMMON for the first and third.
  private var classes: [LibraryClassName: Entry] = [:]
  /// Libraries without a class, in the order of the DSC.
  private var unnamed: [(type: Qualifier<ModuleType>, path: Located<TreePath>)] = []

  private struct Entry {
    /// By module type: what is said for all architectures, in order.
    var common: [Qualifier<ModuleType>: [Located<TreePath>]] = [:]
    /// By module type: what is said for this architecture, in order.
    var own: [Qualifier<ModuleType>: [Located<TreePath>]] = [:]
  }

  init(_ lines: [DSCLibraryClass], architecture: Architecture) {
    for line in lines {
      for scope in line.scopes where scope.arch.includes(architecture) {
        if line.isNull || line.name.value.name.isEmpty {
          unnamed.append((scope.moduleType, line.path))
        } else if scope.arch == .only(architecture) {
          classes[line.name.value, default: Entry()].own[scope.moduleType, default: []].append(line.path)
        } else {
          classes[line.name.value, default: Entry()].common[scope.moduleType, default: []].append(line.path)
        }
      }
    }
  }

  /// The instance for a module of `type`, with what it overrode; nil when the platform names none.
  func instance(of name: LibraryClassName, for type: ModuleType) -> Fact<String>? {
    guard let entry = classes[name] else { return nil }
    var fact: Fact<String>?
    for list in [
      entry.common[.common], entry.common[.only(type)], entry.own[.common], entry.own[.only(type)],
    ] {
      for path in list ?? [] { Self.decide(&fact, path) }
    }
    return fact
  }

  /// The libraries that the platform links into modules of `type` without a class, in the order of the DSC;
  /// USER_DEFINED modules get none.
  func unnamed(for type: ModuleType) -> [Located<TreePath>] {
    guard type != .userDefined else { return [] }
    return unnamed.filter { $0.type.includes(type) }.map(\.path)
  }

  static func decide(_ fact: inout Fact<String>?, _ path: Located<TreePath>) {
    let value = path.value.text
    if fact == nil {
      fact = Fact(value, at: .source(path.range))
    } else {
      fact?.override(with: value, at: .source(path.range))
    }
  }
}
