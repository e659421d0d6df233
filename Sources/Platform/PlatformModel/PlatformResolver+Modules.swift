import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension PlatformResolver {
  /// The components, in the order of the DSC, one for each architecture that it applies to.
  mutating func loadModules(_ dsc: DSCFile, architectures: [Architecture]) -> [PlatformModule] {
    var modules: [PlatformModule] = []
    for component in dsc.components {
      for architecture in architectures where component.arches.include(architecture) {
        if let module = loadModule(component.path, architecture: architecture, component: component) {
          modules.append(module)
        }
      }
    }
    return modules
  }

  /// A module of the platform, or one that only the FDF names when `component` is nil.
  mutating func loadModule(
    _ path: Located<TreePath>, architecture: Architecture, component: DSCComponent? = nil
  ) -> PlatformModule? {
    guard let inf = library.module(at: path, diagnostics: &diagnostics), let guid = inf.fileGUID else {
      return nil
    }
    var fileGUID = guid.value
    if let override = component?.defines["FILE_GUID"] {
      guard let parsed = GUID(override.value) else {
        diagnostics.add(.componentGUIDMalformed(override))
        return nil
      }
      fileGUID = parsed
    }
    return PlatformModule(
      path: path.value, architecture: architecture, inf: inf, baseName: inf.baseName?.value ?? "",
      moduleType: inf.moduleType?.value ?? .unspecified,
      version: inf.versionString?.value ?? Self.defaultVersion,
      fileGUID: fileGUID,
      range: path.range)
  }

  /// What edk2 takes for a module without VERSION_STRING (`InfBuildData.Version`).
  private static let defaultVersion = "0.0"

  /// Library instances are read for the packages that they name.
  mutating func loadLibraries(_ dsc: DSCFile) {
    for library in dsc.libraryClasses + dsc.components.flatMap(\.libraryClasses) {
      _ = self.library.module(at: library.path, diagnostics: &diagnostics)
    }
  }

  /// Every package that a module or library of the platform names, in that order.
  mutating func loadPackages(_ dsc: DSCFile) {
    var packages: [Located<String>] = []
    var known: Set<String> = []
    for path in dsc.modulePaths {
      guard let inf = library.module(at: path, diagnostics: &diagnostics) else { continue }
      for package in inf.packages where known.insert(package.name.value).inserted {
        packages.append(package.name)
      }
    }
    packages += dsc.packages.filter { !known.contains($0.value) }
    library.cache.prepare(packages: packages)
    for package in packages { library.package(at: package, diagnostics: &diagnostics) }
    pcds = PCDTable(declarations: library.cache.declarations(of: library.packagesInOrder))
  }
}

extension DSCFile {
  /// The INFs of all components, then those of all library instances, linked or not.
  var modulePaths: [Located<TreePath>] {
    components.map(\.path) + (libraryClasses + components.flatMap(\.libraryClasses)).map(\.path)
  }
}

extension Diagnostic {
  static func componentGUIDMalformed(_ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .guidMalformed, at: .source(text.range), "'\(text.value)' is not a GUID",
      fix: "write it as 8-4-4-4-12 hexadecimal digits")
  }
}
