import Diagnostics
import Manifests
import Vocabulary

/// What the names in an INF stand for: GUIDs, sources, folders.
extension ArchitectureResolver {
  /// The GUID of a C name in the packages that the module names, in their order.
  func guid(_ name: String, _ kind: PackageView.Kind, in view: ModuleView) -> NamedGUID? {
    for number in view.packages {
      if let found = store.packages[number].guid(name, kind: kind, for: view.path) { return found }
    }
    return nil
  }

  mutating func resolve(
    _ lines: [INFReference], _ kind: PackageView.Kind, section: String, in view: ModuleView
  ) -> [NamedGUID] {
    var result: [NamedGUID] = []
    var names: Set<String> = []
    for line in lines where applies(line.arches) && names.insert(line.name.value).inserted {
      if let found = guid(line.name.value, kind, in: view) {
        result.append(found)
      } else {
        report(.nameUndeclared(line.name, section: section, of: view.path, packages: paths(of: view)))
      }
    }
    return result
  }

  /// [Guids], then the token spaces of the PCDs that are not among them.
  mutating func guids(of view: ModuleView, uses: [PCDUse]) -> [NamedGUID] {
    var result = resolve(view.inf.guids, .guid, section: "Guids", in: view)
    var names = Set(result.map(\.name))
    for use in uses where names.insert(use.pcd.name.tokenSpace).inserted {
      if var found = guid(use.pcd.name.tokenSpace, .guid, in: view) {
        found.isTokenSpace = true
        result.append(found)
      } else {
        let name = use.line.name.map(\.tokenSpace)
        report(.nameUndeclared(name, section: "Pcd", of: view.path, packages: paths(of: view)))
      }
    }
    return result
  }

  private func paths(of view: ModuleView) -> [String] { view.packages.map { store.packages[$0].path } }

  /// The sources that this tool chain compiles, in the order of the INF. `values` are the module's PCDs,
  /// which feature flags may name.
  mutating func sources(of view: ModuleView, values: [PCDUse]) -> [BuildSource] {
    let folder = TreePath.folder(of: view.path)
    var result: [BuildSource] = []
    for line in view.inf.sources where applies(line.arches) {
      if let family = line.family?.value, family != "*", family != toolchain.family,
        family != toolchain.buildRuleFamily
      {
        continue
      }
      if let tag = line.tagName?.value, tag != "*", tag != toolchain.tag { continue }
      if let flag = line.featureFlag, !isOn(flag, values) { continue }
      result.append(
        BuildSource(
          name: line.path, path: TreePath.resolving(line.path.value, in: folder),
          toolCode: line.toolCode?.value))
    }
    return result
  }

  mutating func binaries(of view: ModuleView, values: [PCDUse]) -> [BuildBinary] {
    let folder = TreePath.folder(of: view.path)
    return view.inf.binaries.compactMap { line in
      guard applies(line.arches) else { return nil }
      if let target = line.target?.value, target != "*", target.uppercased() != SectionHeader.common,
        target != platform.configuration.target.name
      {
        return nil
      }
      return BuildBinary(
        type: line.type.value, name: line.path, path: TreePath.resolving(line.path.value, in: folder))
    }
  }

  /// Whether a feature flag expression over the module's PCDs is true.
  private mutating func isOn(_ flag: Located<String>, _ uses: [PCDUse]) -> Bool {
    var environment = platform.expressions
    let outside = environment.pcd
    var values: [PCDName: String] = [:]
    for use in uses {
      if case .number(let number) = use.pcd.content { values[use.pcd.name] = String(number) }
    }
    let own = values
    environment.pcd = { name in PCDName(name).flatMap { own[$0] } ?? outside(name) }
    return environment.evaluate(flag, diagnostics: &platform.diagnostics)?.isTrue ?? false
  }

  /// As edk2 orders them: the folders of sources, the last first, then the INF's folder and that of
  /// generated files, then for each package its folder and its [Includes].
  mutating func includeFolders(of view: ModuleView, sources: [BuildSource]) -> [IncludeFolder] {
    let own = TreePath.folder(of: view.path)
    var folders: [IncludeFolder] = [.workspace(own), .generated]
    var known: Set<IncludeFolder> = [.workspace(own)]
    var numbers = view.packages
    for path in dsc.packages {
      if let number = store.package(path, &platform.diagnostics), !numbers.contains(number) {
        numbers.append(number)
      }
    }
    for number in numbers {
      let package = store.packages[number].build(architecture: architecture)
      let isInside = store.packages[number].contains(view.path)
      let all = [package.folder] + package.includeFolders.filter { isInside || !$0.isPrivate }.map(\.path)
      for path in all where known.insert(.workspace(path)).inserted { folders.append(.workspace(path)) }
    }
    for source in sources {
      let folder = IncludeFolder.workspace(TreePath.folder(of: source.path))
      if known.insert(folder).inserted { folders.insert(folder, at: 0) }
    }
    return folders
  }
}

extension Diagnostic {
  static func nameUndeclared(
    _ name: Located<String>, section: String, of module: String, packages: [String]
  ) -> Diagnostic {
    Diagnostic(
      .guidUndeclared, at: .source(name.range), involving: [.path(TreePath(module))],
      "'\(name.value)' in [\(section)] is not declared in any package that \(module) lists",
      notes: packages.map { Note("looked in \($0)") },
      fix: "add the package that declares it to [Packages], or correct the name")
  }
}
