import PlatformModel

extension ModulePlanner {
  var archivePath: String { "\(folders.output)/\(module.baseName).lib" }

  /// Files of a library's [Binaries] are copied, archives among them linked.
  mutating func copyBinaries() {
    for binary in module.binaries {
      let source = Source(environment.locate(binary.path), folder: "", subject: binary.path)
      let number = recipe("COPY") { planner in
        Recipe(
          .copy, planner.module.architecture,
          [Recipe.Step([.words(["cp", "-f"]), .inputs, .word([.output])])])
      }
      let target = "\(folders.output)/\(source.base)\(source.fileExtension)"
      guard add(action(number, source, output: target), from: source) else { continue }
      plan.results.append(target)
      if source.fileExtension == ".lib" { plan.libraries.append(target) }
    }
  }

  /// The objects, in order, in one archive; a module's own are linked through one too.
  mutating func archiveObjects() {
    guard !plan.objects.isEmpty else { return }
    let number = recipe("SLINK") { planner in
      let program = planner.program("SLINK")
      var recipe = Recipe(
        .archive, planner.module.architecture,
        [
          // ar would keep what an older list had.
          Recipe.Step([.words(["rm", "-f"]), .word([.output])]),
          Recipe.Step([
            .words([program, "cr"]), .word([.output]), .words(planner.flags("SLINK")),
            .word([.text("@"), .place(.list)]),
          ]),
        ])
      recipe.hasListFile = true
      return recipe
    }
    var archive = Action(
      recipe: number, subject: module.path, module: module.path, inputs: plan.objects, output: archivePath)
    archive.places[.list] = "\(folders.output)/object_files.lst"
    plan.archive.append(archive)
    if module.isLibrary {
      plan.libraries.append(archivePath)
      plan.results.append(archivePath)
    }
  }

  mutating func link(_ archives: [String]) {
    if ["USER_DEFINED", "HOST_APPLICATION"].contains(module.buildType) {
      linkProgram(archives)
    } else {
      linkImage(archives)
    }
  }

  /// An ELF image with its symbols aside, then the PE image that is made of it, and the copies that
  /// people and debuggers look for.
  private mutating func linkImage(_ archives: [String]) {
    let debug = "\(folders.debug)/\(module.baseName)"
    let target = "\(folders.output)/\(module.baseName)"
    let copy = "\(folders.architecture)/\(module.uniqueBaseName)"
    let linkFlags = flags("DLINK") + (linksInPlace ? flags("DLINK", "XIPFLAGS") : [])
    let map = "\(debug).map"
    let hasMap = linkFlags.contains {
      $0.hasPrefix("-Wl,") && $0.split(separator: ",").contains { $0 == map }
    }

    var link = Action(
      recipe: linkRecipe(linkFlags, hasMap: hasMap), subject: module.path, module: module.path,
      inputs: archives, output: "\(debug).dll")
    link.places = [
      .stem: debug, .copy: copy, .other: target, .list: "\(folders.output)/static_library_files.lst",
    ]
    link.sideOutputs =
      ["\(debug).debug", "\(copy).debug"] + (hasMap ? ["\(debug).map", "\(target).map"] : [])
    link.implicitInputs = linkerScripts(linkFlags + flags("DLINK2"))

    var convert = Action(
      recipe: convertRecipe(), subject: module.path, module: module.path, inputs: [link.output],
      output: "\(target).efi")
    convert.places = [.stem: debug, .copy: copy]
    convert.sideOutputs = ["\(debug).efi", "\(copy).efi"]
    convert.implicitInputs = [environment.kiln]
    plan.link = [convert, link]
    plan.results.append(convert.output)
  }

  private mutating func linkRecipe(_ linkFlags: [String], hasMap: Bool) -> Int {
    recipe("DLINK") { planner in
      let program = planner.program("DLINK")
      var steps = [
        Recipe.Step([
          .words([program, "-o"]), .word([.output]), .words(linkFlags), Self.group,
          .words(planner.flags("CC")),
          .words(
            (planner.linksInPlace && planner.isARM ? planner.flags("CC", "XIPFLAGS") : [])
              + planner.environment.mappingFlags),
          .words(planner.flags("DLINK2")),
        ])
      ]
      let objcopy = planner.program("OBJCOPY")
      func change(_ attribute: String) {
        let flags = planner.flags("OBJCOPY", attribute)
        // tools_def names `echo` where there is nothing to be done.
        if !flags.isEmpty, objcopy != "echo" {
          steps.append(Recipe.Step([.words([objcopy] + flags), .word([.output])]))
        }
      }
      change("FLAGS")
      steps.append(
        Recipe.Step([.words(["cp", "-f"]), .word([.output]), .word([.place(.stem), .text(".debug")])]))
      change("STRIPFLAG")
      change("ADDDEBUGFLAG")
      func copy(_ from: [Recipe.Piece], _ target: [Recipe.Piece]) {
        steps.append(Recipe.Step([.words(["cp", "-f"]), .word(from), .word(target)]))
      }
      copy([.place(.stem), .text(".debug")], [.place(.copy), .text(".debug")])
      if hasMap { copy([.place(.stem), .text(".map")], [.place(.other), .text(".map")]) }
      var recipe = Recipe(.link, planner.module.architecture, steps)
      recipe.hasListFile = true
      return recipe
    }
  }

  private mutating func convertRecipe() -> Int {
    recipe("GENFW") { planner in
      let image = "\(planner.folders.debug)/\(planner.module.baseName).dll"
      var recipe = Recipe(
        .convert, planner.module.architecture,
        [
          planner.tool(
            "genfw",
            [
              .words(["-e", planner.module.moduleType, "-o"]), .word([.output]), .inputs,
              .words(planner.flags("GENFW")),
              // It stands in the image; the input may be named from the build folder.
              .words(["--symbol-path", planner.environment.mapped(image)]),
              .words(["--copy-to"]), .word([.place(.stem), .text(".efi")]),
              .words(["--copy-to"]), .word([.place(.copy), .text(".efi")]),
            ])
        ])
      recipe.keepsEqualOutput = true
      return recipe
    }
  }

  /// A program of the machine that builds, or whatever a USER_DEFINED module's flags make of it.
  private mutating func linkProgram(_ archives: [String]) {
    let number = recipe("DLINK") { planner in
      let program = planner.program("DLINK")
      var recipe = Recipe(
        .link, planner.module.architecture,
        [
          Recipe.Step([
            .words([program]), .words(planner.flags("DLINK")), Self.group, .words(planner.flags("DLINK2")),
          ])
        ])
      recipe.hasListFile = true
      return recipe
    }
    var link = Action(
      recipe: number, subject: module.path, module: module.path, inputs: archives,
      output: "\(folders.debug)/\(module.baseName)")
    link.places[.list] = "\(folders.output)/static_library_files.lst"
    link.implicitInputs = linkerScripts(flags("DLINK") + flags("DLINK2"))
    plan.link = [link]
    plan.results.append(link.output)
  }

  private static let group = Recipe.Argument.word([
    .text("-Wl,--start-group,@"), .place(.list), .text(",--end-group"),
  ])

  /// An edit of the script links again.
  private func linkerScripts(_ words: [String]) -> [String] {
    let option = "--script="
    return words.flatMap { word in
      guard word.hasPrefix("-Wl,") else { return [String]() }
      return word.split(separator: ",").filter { $0.hasPrefix(option) }.map {
        String($0.dropFirst(option.count))
      }
    }.filter { environment.exists($0) }
  }
}
