import AutoGen
import BaseTools
import Comparison
import Diagnostics
import Host
import Manifests
import Packaging
import PlatformModel
import Vocabulary

/// Which random inputs a build folder has that are in an image, and in which modules.
///
/// They are what `--like` has written, if the build would have chosen otherwise by itself.
struct RandomInputUse {
  let resolved: BuildSession.Resolved
  /// The modules of the image.
  let modules: PrebuiltModules

  /// After a build.
  ///
  /// - Throws: `random-input-malformed`.
  func inputs() throws(DiagnosticError) -> [RandomInput] {
    let files = RandomInputFiles(folder: resolved.folder, files: resolved.session.recording)
    let random = try files.inputs(for: resolved.model.baseTools)
    var found: [RandomInput] = []
    for build in resolved.model.architectures {
      let held = build.modules.filter(isInImage)
      let is32Bit = build.architecture.pointerSize == 4
      let numbers = is32Bit ? random.cookies.values32 : random.cookies.values64
      if !numbers.isEmpty { found += cookies(held, build, random.cookies) }
      found += arrays(held, random.shortArrays)
    }
    return found
  }

  private func isInImage(_ module: BuildModule) -> Bool {
    (resolved.platform.flash?.placements ?? []).contains { placement in
      placement.module.path.text == module.path && placement.module.architecture == module.architecture
        && modules.payloads(of: placement) != nil
    }
  }

  /// One for each number, as a file of cookies may have several.
  private func cookies(_ modules: [BuildModule], _ build: ArchitectureBuild, _ cookies: StackCookies)
    -> [RandomInput]
  {
    var places: [UInt64: [RandomInput.Place]] = [:]
    var order: [UInt64] = []
    for module in modules {
      let path = "\(resolved.folder)/\(module.buildFolder)/DEBUG/\(module.baseName).debug"
      guard let library = build.libraries(of: module).first(where: \.setsStackCookie),
        let linked = resolved.session.workspace.files.bytes(of: path),
        let range = StackGuard.place(inLinked: linked)
      else { continue }
      let value = cookies.value(guid: library.fileGUIDText, architecture: build.architecture)
      let usual = StackCookies().value(guid: library.fileGUIDText, architecture: build.architecture)
      guard value != usual else { continue }
      if places[value] == nil { order.append(value) }
      places[value, default: []].append(.init(module: module.baseName, offset: range.lowerBound))
    }
    return order.map { value in
      RandomInput(
        .stackCookie(build.architecture, value: value, symbol: StackGuard.name), places: places[value] ?? [])
    }
  }

  private func arrays(_ modules: [BuildModule], _ short: Set<RandomInputs.Module>) -> [RandomInput] {
    modules.filter { short.contains(.init($0)) }.flatMap { module in
      module.libraryPCDs.filter { $0.hasRandomSize(in: module) }.map { pcd in
        RandomInput(
          .arraySize(pcd.name, count: pcd.value.value.size, otherwise: pcd.maxSize ?? 0),
          places: [.init(module: module.baseName, offset: nil)])
      }
    }
  }
}
