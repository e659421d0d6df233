import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// Makes what is built for one architecture, pass by pass.
struct ArchitectureResolver {
  var platform: PlatformResolver
  let dsc: DSCFile
  let architecture: Architecture
  let toolchain: Toolchain
  /// DSC files that may show how another platform resolves a class.
  let siblings: [String]

  /// The packages read so far, in the order in which they were asked for.
  var packages: [PackageView] = []
  private var packageNumbers: [String: Int] = [:]
  /// The libraries read so far.
  var libraryViews: [ModuleView] = []
  private var libraryNumbers: [String: Int?] = [:]

  /// What was found for classes without an instance.
  var knownCandidates: [LibraryClassName: LibraryCandidates] = [:]

  let scopes: LibraryScopes
  var platformPCDs: [PCDName: PlatformPCD] = [:]

  init(
    _ platform: PlatformResolver, dsc: DSCFile, architecture: Architecture, toolchain: Toolchain,
    siblings: [String]
  ) {
    self.platform = platform
    self.dsc = dsc
    self.architecture = architecture
    self.toolchain = toolchain
    self.siblings = siblings
    scopes = LibraryScopes(dsc.libraryClasses, architecture: architecture)
  }

  func applies(_ scopes: [Qualifier<Architecture>]) -> Bool { scopes.include(architecture) }

  mutating func report(_ diagnostic: Diagnostic) { platform.diagnostics.add(diagnostic) }

  // MARK: Manifests

  /// The package at `path`; nil after an error.
  mutating func package(_ path: Located<String>) -> Int? {
    let name = TreePath.normalized(path.value)
    if let known = packageNumbers[name] { return known }
    guard let dec = platform.library.package(at: path, diagnostics: &platform.diagnostics) else { return nil }
    packages.append(PackageView(dec, path: name, architecture: architecture))
    packageNumbers[name] = packages.count - 1
    return packages.count - 1
  }

  /// The library at `path`, which `place` names; nil after an error.
  mutating func library(_ path: String, at place: SourceRange) -> Int? {
    if let known = libraryNumbers[path] { return known }
    let number: Int?
    if let inf = platform.library.module(at: Located(path, at: place), diagnostics: &platform.diagnostics) {
      libraryViews.append(view(of: inf, path: path))
      number = libraryViews.count - 1
    } else {
      number = nil
    }
    libraryNumbers[path] = number
    return number
  }

  mutating func view(of inf: INFFile, path: String) -> ModuleView {
    var packages: [Int] = []
    for line in inf.packages where applies(line.arches) {
      if let number = package(line.name), !packages.contains(number) { packages.append(number) }
    }
    var classes: [ModuleView.WantedClass] = []
    var known: Set<LibraryClassName> = []
    for line in inf.libraryClasses
    where applies(line.scopes.map(\.arch)) && known.insert(line.name.value).inserted {
      classes.append(
        .init(name: line.name.value, range: line.name.range, recommended: line.featureFlag))
    }
    return ModuleView(
      path: path, inf: inf, moduleType: inf.moduleType?.value ?? .unspecified, packages: packages,
      libraryClasses: classes, hasConstructor: !inf.constructors.isEmpty)
  }

  /// The components for this architecture, in the order of the DSC: of two with one path and one
  /// FILE_GUID only the last is built.
  func components() -> [(component: DSCComponent, module: PlatformModule)] {
    var result: [(component: DSCComponent, module: PlatformModule)] = []
    var places: [String: Int] = [:]
    for component in dsc.components where applies(component.arches) {
      let path = TreePath.normalized(component.path.value)
      guard let inf = platform.library.known(component.path.value) else { continue }
      let override = component.defines["FILE_GUID"]
      let key = "\(override?.value.uppercased() ?? "") \(path)"
      guard let guid = override.flatMap({ GUID($0.value) }) ?? inf.fileGUID?.value else { continue }
      if let before = places[key] { result[before].module.path = "" }
      places[key] = result.count
      result.append(
        (
          component,
          PlatformModule(
            path: path, architecture: architecture, inf: inf, baseName: inf.baseName?.value ?? "",
            moduleType: inf.moduleType?.value ?? .unspecified, version: inf.versionString?.value ?? "0.0",
            fileGUID: guid, range: component.path.range)
        ))
    }
    return result.filter { !$0.module.path.isEmpty }
  }
}
