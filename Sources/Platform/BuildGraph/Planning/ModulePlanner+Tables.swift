import PlatformModel

extension ModulePlanner {
  /// `.asl`: includes put in their places, preprocessed, trimmed, compiled by iasl.
  mutating func compileASL(_ source: Source) {
    let expanding = recipe("ASLINC") { planner in
      var recipe = Recipe(
        .expandASL, planner.module.architecture,
        [
          planner.tool(
            "trim",
            [
              .words(["--asl-file", "--deps"]), .word(Recipe.depfile),
              // Apart, as a path may hold what an option ends with.
              .words(planner.includes.flatMap { ["-I", $0] }),
              .words(["-o"]), .word([.output]), .inputs,
            ])
        ])
      recipe.hasDepfile = true
      recipe.keepsEqualOutput = true
      return recipe
    }
    let whole = output(source, "\(source.base).i")
    var expand = action(expanding, source, output: whole)
    expand.implicitInputs = [environment.kiln]
    guard add(expand, from: source) else { return }

    let folder = PathText.folder(of: source.path)
    let compiling = recipe("ASL \(folder)") { planner in
      let preprocess = planner.preprocessor(
        "ASLPP", extra: [.words(["-I\(folder)"])], output: Self.stem("iii"))
      let trim = planner.tool(
        "trim",
        [.words(["--source-code", "--trim-long", "-o"]), .word(Self.stem("iiii")), .word(Self.stem("iii"))])
      let program = planner.program("ASL")
      // The output's path is written against the last word.
      let outputFlags = planner.flags("ASL", "OUTFLAGS")
      var recipe = Recipe(
        .compileASL, planner.module.architecture,
        [
          preprocess, trim,
          Recipe.Step(
            [
              .words([program] + planner.flags("ASL") + outputFlags.dropLast()),
              .word([.text(outputFlags.last ?? ""), .output]), .word(Self.stem("iiii")),
            ], quietLog: Self.stem("log")),
        ])
      recipe.hasDepfile = true
      return recipe
    }
    let table = output(source, "\(source.base).aml")
    var compile = action(
      compiling, Source(whole, folder: "", subject: source.subject), output: table)
    compile.places[.stem] = output(source, source.base)
    compile.implicitInputs = [environment.kiln]
    guard add(compile, from: source) else { return }
    plan.results.append(table)
    if module.buildType == "DXE_DRIVER" { embed(table, of: source) }
  }

  /// A DXE driver finds the bytes of its tables as C arrays too.
  private mutating func embed(_ table: String, of source: Source) {
    let number = recipe("AMLTOC") { planner in
      var recipe = Recipe(
        .amlToC, planner.module.architecture,
        [planner.tool("amltoc", [.words(["-o"]), .word([.output]), .inputs])])
      recipe.keepsEqualOutput = true
      return recipe
    }
    let code = output(source, "\(source.base).c")
    var convert = action(number, Source(table, folder: "", subject: source.subject), output: code)
    convert.implicitInputs = [environment.kiln]
    guard add(convert, from: source) else { return }
    compile(Source(code, folder: "", subject: "\(source.subject) (C)"))
  }

  mutating func compileDeviceTree(_ source: Source) {
    let number = recipe("DTC") { planner in
      let preprocess = planner.preprocessor("DTCPP", output: Self.stem("i"))
      let program = planner.program("DTC")
      var recipe = Recipe(
        .compileDeviceTree, planner.module.architecture,
        [
          preprocess,
          Recipe.Step([
            .words([program]), .words(planner.flags("DTC")), .words(["-I", "dts", "-O", "dtb", "-o"]),
            .word([.output]), .word(Self.stem("i")),
          ]),
        ])
      recipe.hasDepfile = true
      return recipe
    }
    let tree = output(source, "\(source.base).dtb")
    var compile = action(number, source, output: tree)
    compile.places[.stem] = output(source, source.base)
    if add(compile, from: source) { plan.results.append(tree) }
  }
}
