import Diagnostics
import Host
import Manifests
import PlatformModel

extension Workspace {
  /// Resolves the platform with everything that is needed to build it from source.
  func resolveForBuilding(toolchain: String, tools: ToolchainLoader.Loaded, files: any ManifestFiles)
    throws(DiagnosticError) -> (
      model: BuildModel, warnings: [Diagnostic]
    )
  {
    var configuration = try configuration(toolchain: toolchain)
    configuration.baseTools = tools.baseTools
    let (model, warnings) = try PlatformResolver.resolveForBuilding(
      platform, configuration: configuration, tools: tools.lines, siblings: siblings, files: files,
      roots: roots)
    return (model, warnings + unsuited(model.platform.architectures))
  }

  /// The absolute paths of the roots, for compilers.
  var absoluteRoots: [String] { roots.folders.map(files.absolute) }

  /// Other platforms of the same package, for messages: in the folder of the DSC, in its sibling folders, and
  /// below it.
  var siblings: [String] {
    let folder = platform.lastIndex(of: "/").map { String(platform[..<$0]) } ?? "."
    let above = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
    // A folder with a DEC is the package; otherwise the package is the parent folder.
    let isPackage = names(in: folder).contains { $0.lowercased().hasSuffix(".dec") }
    let package = isPackage ? folder : above
    var found: [String] = []
    for name in names(in: package) {
      let path = "\(package)/\(name)"
      if name.lowercased().hasSuffix(".dsc") {
        found.append(path)
      } else if files.kind(of: path) == .folder {
        found += names(in: path).filter { $0.lowercased().hasSuffix(".dsc") }.map { "\(path)/\($0)" }
      }
    }
    return found.filter { $0 != platform }
  }

  private func names(in folder: String) -> [String] { (try? files.list(folder)) ?? [] }
}
