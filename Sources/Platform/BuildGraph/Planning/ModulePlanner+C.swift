import PlatformModel

extension ModulePlanner {
  /// On ARM, code that runs in place from flash is compiled with CC_XIPFLAGS too.
  private var compilesInPlace: Bool {
    isARM && ["BASE", "SEC", "PEI_CORE", "PEIM"].contains(module.buildType)
  }

  /// DLINK_XIPFLAGS, where a tool chain has them, are for these on every architecture.
  var linksInPlace: Bool { ["SEC", "PEI_CORE", "PEIM"].contains(module.buildType) }

  var isARM: Bool { ["ARM", "AARCH64"].contains(module.architecture) }

  mutating func compile(_ source: Source) {
    let isCPlusPlus = !["c", "C"].contains(source.fileExtension.dropFirst())
    let number = recipe(isCPlusPlus ? "CXX" : "CC") { planner in
      var flags = planner.flags("CC")
      // Newer trees have flags for C++ alone.
      if isCPlusPlus { flags += planner.flags("CXX") }
      if planner.compilesInPlace { flags += planner.flags("CC", "XIPFLAGS") }
      return planner.compiler(.compile, "CC", flags)
    }
    let object = output(source, "\(source.base).obj")
    if add(action(number, source, output: object), from: source) { plan.objects.append(object) }
  }

  /// `.aslc`: C whose data is a table. Compiled and linked by itself, then cut out of the image.
  mutating func compileTable(_ source: Source) {
    let object = output(source, "\(source.base).obj")
    let compiling = recipe("ASLCC") { planner in
      planner.compiler(.compileTable, "ASLCC", planner.flags("CC") + planner.flags("ASLCC"))
    }
    guard add(action(compiling, source, output: object), from: source) else { return }

    let linking = recipe("ASLDLINK") { planner in
      let program = planner.program("ASLDLINK")
      return Recipe(
        .linkTable, planner.module.architecture,
        [
          Recipe.Step([
            .words([program, "-o"]), .word([.output]), .words(planner.flags("ASLDLINK")), .inputs,
          ])
        ])
    }
    let image = output(source, "\(source.base).dll")
    let linked = Source(object, folder: "", subject: source.subject)
    guard add(action(linking, linked, output: image), from: source) else { return }

    let converting = recipe("ACPI") { planner in
      var recipe = Recipe(
        .convertTable, planner.module.architecture,
        [
          planner.tool(
            "genfw",
            [
              .words(["-c", "-o"]), .word([.output]), .inputs, .words(planner.flags("GENFW")),
              // It stands in the image that the table is cut out of, and counts in its size.
              .words(["--symbol-path"]), .word([.place(.symbols)]),
            ])
        ])
      recipe.keepsEqualOutput = true
      return recipe
    }
    let table = output(source, "\(source.base).acpi")
    var convert = action(converting, Source(image, folder: "", subject: source.subject), output: table)
    convert.implicitInputs = [environment.kiln]
    // As edk2's build rule writes it, `$(OUTPUT_DIR)/${s_dir}/${s_base}.dll`.
    let folder = source.folder.isEmpty ? "." : source.folder
    convert.places[.symbols] = environment.mapped("\(folders.output)/\(folder)/\(source.base).dll")
    if add(convert, from: source) { plan.results.append(table) }
  }

  private mutating func compiler(_ kind: Recipe.Kind, _ tool: String, _ flags: [String]) -> Recipe {
    let program = program(tool)
    var recipe = Recipe(
      kind, module.architecture,
      [
        Recipe.Step(
          [.words(environment.launcher + [program])] + Recipe.depfileFlags
            + [
              .words(flags), .words(environment.mappingFlags + ["-c", "-o"]), .word([.output]),
              .words(includeFlags), .inputs,
            ])
      ])
    recipe.hasDepfile = true
    return recipe
  }

  /// A preprocessor that writes to `output` and notes what it read.
  mutating func preprocessor(
    _ tool: String, extra: [Recipe.Argument] = [], output: [Recipe.Piece]
  ) -> Recipe.Step {
    let program = program(tool)
    return Recipe.Step(
      [.words([program])] + Recipe.depfileFlags
        + [.words(flags(tool)), .words(environment.mappingFlags), .words(includeFlags)] + extra + [.inputs],
      output: output)
  }

  /// kiln itself in place of one of edk2's tools.
  func tool(_ name: String, _ arguments: [Recipe.Argument]) -> Recipe.Step {
    Recipe.Step([.words([environment.kiln, "tool", name])] + arguments)
  }
}
