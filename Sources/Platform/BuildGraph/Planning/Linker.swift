import BaseTools
import PlatformModel
import Vocabulary

/// Links objects to a static library, and libraries to an image or a program.
struct Linker {
  private let tools: ModuleTools
  private var module: BuildModule { tools.module }
  private var folders: ModuleFolders { tools.folders }

  init(_ tools: ModuleTools) { self.tools = tools }

  /// Copies the files of a library's [Binaries]; archives among them are linked.
  func copyBinaries(_ actions: inout ModuleActions) {
    for binary in module.binaries {
      let source = PlannedSource(tools.environment.locate(binary.path), subject: binary.path)
      let number = actions.recipe(.copy) { recipe, _ in
        recipe.steps = [Recipe.Step([.words(["cp", "-f"]), .inputs, .word([.output])])]
      }
      let target = "\(folders.output)/\(source.base)\(source.fileExtension)"
      guard actions.add(actions.action(number, source, output: target), from: source) else { continue }
      actions.plan.results.append(target)
      if source.fileExtension == ".lib" { actions.plan.libraries.append(target) }
    }
  }

  /// Archives the objects in order, and returns the archive, if any. A module's own objects are linked from an
  /// archive, too.
  func archiveObjects(_ actions: inout ModuleActions) -> [String] {
    guard !actions.plan.objects.isEmpty else { return [] }
    let number = actions.recipe(.archive) { recipe, diagnostics in
      recipe.steps = [
        // ar would keep members of an older archive.
        Recipe.Step([.words(["rm", "-f"]), .word([.output])]),
        Recipe.Step([
          .words([tools.program("SLINK", &diagnostics), "cr"]), .word([.output]),
          .words(tools.flags("SLINK")), .word([.text("@"), .place(.list)]),
        ]),
      ]
      recipe.hasListFile = true
    }
    let path = "\(folders.output)/\(module.baseName).lib"
    var archive = actions.action(number, inputs: actions.plan.objects, output: path)
    archive.places[.list] = "\(folders.output)/object_files.lst"
    actions.plan.archive.append(archive)
    if module.isLibrary {
      actions.plan.libraries.append(path)
      actions.plan.results.append(path)
    }
    return [path]
  }

  func link(_ archives: [String], _ actions: inout ModuleActions) {
    if [.userDefined, .hostApplication].contains(module.buildType) {
      linkProgram(archives, &actions)
    } else {
      linkImage(archives, &actions)
    }
  }

  /// Links an ELF image, separates its symbols, converts it to PE, and makes copies where people and debuggers
  /// expect them.
  private func linkImage(_ archives: [String], _ actions: inout ModuleActions) {
    let debug = "\(folders.debug)/\(module.baseName)"
    let target = "\(folders.output)/\(module.baseName)"
    let copy = "\(folders.architecture)/\(module.uniqueBaseName)"
    let linkFlags = tools.flags("DLINK") + (module.linksInPlace ? tools.flags("DLINK", "XIPFLAGS") : [])
    let map = "\(debug).map"
    let hasMap = linkFlags.contains {
      $0.hasPrefix("-Wl,") && $0.split(separator: ",").contains { $0 == map }
    }

    var link = actions.action(
      linkRecipe(linkFlags, hasMap: hasMap, &actions), inputs: archives, output: "\(debug).dll")
    link.places = [
      .stem: debug, .copy: copy, .other: target, .list: "\(folders.output)/static_library_files.lst",
    ]
    link.sideOutputs =
      ["\(debug).debug", "\(copy).debug"] + (hasMap ? ["\(debug).map", "\(target).map"] : [])
    link.implicitInputs = linkerScripts(linkFlags + tools.flags("DLINK2"))

    var convert = actions.action(convertRecipe(&actions), inputs: [link.output], output: "\(target).efi")
    convert.places = [.stem: debug, .copy: copy]
    convert.sideOutputs = ["\(debug).efi", "\(copy).efi"]
    convert.implicitInputs = [tools.environment.kiln]
    actions.plan.link = [convert, link]
    actions.plan.results.append(convert.output)
  }

  private func linkRecipe(_ linkFlags: [String], hasMap: Bool, _ actions: inout ModuleActions) -> Int {
    actions.recipe(.link) { recipe, diagnostics in
      let (linker, flags) = (tools.program("DLINK", &diagnostics), tools.flags("CC"))
      recipe.steps = [
        Recipe.Step([
          .words([linker, "-o"]), .word([.output]), .words(linkFlags), Self.group, .words(flags),
          .words(
            (module.linksInPlace && module.architecture.isARM ? tools.flags("CC", "XIPFLAGS") : [])
              + tools.debugFlags + tools.linkJobFlags(linker, linkFlags + flags)
              + tools.environment.mappingFlags),
          .words(tools.flags("DLINK2")),
        ])
      ]
      let objcopy = tools.program("OBJCOPY", &diagnostics)
      func change(_ attribute: String) {
        let flags = tools.flags("OBJCOPY", attribute)
        // tools_def has `echo` if nothing is to be done.
        if !flags.isEmpty, objcopy != "echo" {
          recipe.steps.append(Recipe.Step([.words([objcopy] + flags), .word([.output])]))
        }
      }
      func copy(_ from: [Recipe.Piece], _ target: [Recipe.Piece]) {
        recipe.steps.append(Recipe.Step([.words(["cp", "-f"]), .word(from), .word(target)]))
      }
      change("FLAGS")
      copy([.output], Recipe.stem("debug"))
      change("STRIPFLAG")
      change("ADDDEBUGFLAG")
      copy(Recipe.stem("debug"), [.place(.copy), .text(".debug")])
      if hasMap { copy(Recipe.stem("map"), [.place(.other), .text(".map")]) }
      recipe.hasListFile = true
    }
  }

  /// What GenFw does with images of this machine since some release.
  private var conversion: [BaseToolsBehaviour] {
    switch module.architecture {
    case .x64: [.nxCompatible, .propertyNotes, .relaxedTableReferences]
    case .aarch64: [.nxCompatible, .propertyNotes, .nearTablePages]
    case .riscv64: [.nxCompatible, .riscVPropertyNotes]
    case .loongArch64: [.nxCompatible, .loongArchPairs]
    default: [.nxCompatible]
    }
  }

  private func convertRecipe(_ actions: inout ModuleActions) -> Int {
    actions.recipe(.convert) { recipe, _ in
      let image = "\(folders.debug)/\(module.baseName).dll"
      recipe.steps = [
        tools.kiln(
          "genfw",
          [
            .words(["-e", module.moduleType.name, "-o"]), .word([.output]), .inputs,
            .words(tools.followed(conversion)),
            .words(tools.flags("GENFW")),
            // The image contains the path as text, while the input may be relative to the build folder.
            .words(["--symbol-path", tools.environment.mapped(image)]),
            .words(["--copy-to"]), .word(Recipe.stem("efi")),
            .words(["--copy-to"]), .word([.place(.copy), .text(".efi")]),
          ])
      ]
      recipe.keepsEqualOutput = true
    }
  }

  /// Links a program for the build machine, or whatever the flags of a USER_DEFINED module make.
  private func linkProgram(_ archives: [String], _ actions: inout ModuleActions) {
    let number = actions.recipe(.link) { recipe, diagnostics in
      recipe.steps = [
        Recipe.Step([
          .words([tools.program("DLINK", &diagnostics)]), .words(tools.flags("DLINK")), Self.group,
          .words(tools.flags("DLINK2")),
        ])
      ]
      recipe.hasListFile = true
    }
    var link = actions.action(number, inputs: archives, output: "\(folders.debug)/\(module.baseName)")
    link.places[.list] = "\(folders.output)/static_library_files.lst"
    link.implicitInputs = linkerScripts(tools.flags("DLINK") + tools.flags("DLINK2"))
    actions.plan.link = [link]
    actions.plan.results.append(link.output)
  }

  private static let group = Recipe.Argument.word([
    .text("-Wl,--start-group,@"), .place(.list), .text(",--end-group"),
  ])

  /// The linker scripts, so that editing one links again.
  private func linkerScripts(_ words: [String]) -> [String] {
    let option = "--script="
    return words.flatMap { word in
      guard word.hasPrefix("-Wl,") else { return [String]() }
      return word.split(separator: ",").filter { $0.hasPrefix(option) }.map {
        String($0.dropFirst(option.count))
      }
    }.filter { tools.environment.exists($0) }
  }
}
