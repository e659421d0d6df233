import AutoGen
import Diagnostics
import Manifests
import PlatformModel

extension ModulePlanner {
  /// The module's actions; `generated` says what AutoGen makes for it, `libraries` what it links behind
  /// its own objects.
  mutating func planned(generated: [GeneratedFile], libraries: [String]) -> PlannedModule {
    for source in chosenSources() { make(source) }
    for file in generated {
      let path = "\(folders.module)/\(file.folder.rawValue)/\(file.name)"
      let source = Source(path, folder: "", subject: "\(module.path) \(file.name)")
      if SourceKind(fileExtension: source.fileExtension) == .c { compile(source) }
      if source.fileExtension == ".hpk", module.buildType == "UEFI_HII" { packages.append(path) }
    }
    if module.isLibrary { copyBinaries() }
    archiveObjects()
    let bound = bindPackages()
    if !module.isLibrary, !plan.objects.isEmpty || !bound.isEmpty {
      let own = plan.objects.isEmpty ? [] : [archivePath]
      // edk2 meets the libraries of the two PCD drivers before their sources, while it makes the database.
      link(module.inf.pcdIsDriver == nil ? own + libraries + bound : libraries + own + bound)
    }
    return plan
  }

  /// Sources in the order of the INF; of several with one name and different kinds of assembly, the one
  /// that BUILDRULEORDER names first.
  private mutating func chosenSources() -> [Source] {
    let order = module.options.buildRuleOrder
    var best: [String: (place: Int, path: String)] = [:]
    func place(_ source: Source) -> (key: String, place: Int)? {
      guard SourceKind(fileExtension: source.fileExtension).isOrdered,
        let place = order.firstIndex(where: { ".\($0)" == source.fileExtension })
      else { return nil }
      return (String(source.path.dropLast(source.fileExtension.count)), place)
    }
    let sources = module.sources.map { source in
      Source(
        environment.locate(source.path), folder: PathText.folder(of: source.name.value), subject: source.path)
    }
    for source in sources {
      guard let (key, place) = place(source) else { continue }
      if let known = best[key], known.place <= place { continue }
      best[key] = (place, source.path)
    }
    return zip(sources, module.sources).compactMap { source, line in
      if let (key, _) = place(source), let chosen = best[key], chosen.path != source.path { return nil }
      guard environment.exists(source.path) else {
        diagnostics.add(.sourceMissing(line, searched: environment.roots, in: module))
        return nil
      }
      return source
    }
  }

  private mutating func make(_ source: Source) {
    switch SourceKind(fileExtension: source.fileExtension) {
    case .c: compile(source)
    case .assembly: assemble(source)
    case .nasm: assembleNASM(source)
    case .nasmBinary: assembleBinary(source)
    case .assembly16: assemble16(source)
    case .forms: compileForms(source)
    case .asl: compileASL(source)
    case .tableC: compileTable(source)
    case .deviceTree: compileDeviceTree(source)
    case .other: break
    }
  }
}
