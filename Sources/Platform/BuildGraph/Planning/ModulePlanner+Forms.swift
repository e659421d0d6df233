import PlatformModel

extension ModulePlanner {
  /// `.vfr`: forms to C, or, where the module carries them as a resource, to a package.
  mutating func compileForms(_ source: Source) {
    let isResource = module.buildType == "UEFI_HII"
    let strings = "\(folders.output)/\(module.baseName)StrDefs.hpk"
    let target =
      isResource
      ? output(source, "\(source.base).hpk")
      : PathText.join(
        folders.debug, source.folder.isEmpty ? "\(source.base).c" : "\(source.folder)/\(source.base).c")
    let targetFolder = PathText.folder(of: target)
    let number = recipe("VFR \(targetFolder)") { planner in
      let preprocess = planner.preprocessor("VFRPP", output: Self.stem("i"))
      let program = planner.formCompiler ?? planner.program("VFR")
      var recipe = Recipe(
        .compileForms, planner.module.architecture,
        [
          preprocess,
          Recipe.Step([
            .words([program]), .words(planner.flags("VFR")),
            .words(
              (isResource ? ["--create-ifr-package"] : []) + [
                "--string-db", strings, "--output-directory", targetFolder,
              ]), .word(Self.stem("i")),
          ]),
        ])
      recipe.hasDepfile = true
      return recipe
    }
    // C code has its intermediate file in OUTPUT itself, a package where it lies.
    let intermediate =
      isResource ? output(source, source.base) : "\(folders.output)/\(source.base)"
    var compile = action(number, source, output: target)
    compile.places[.stem] = intermediate
    compile.sideOutputs = ["\(intermediate).i"]
    compile.implicitInputs = [strings] + (formCompiler.map { [$0] } ?? [])
    guard add(compile, from: source) else { return }
    if isResource {
      packages.append(target)
    } else {
      self.compile(Source(target, folder: "", subject: "\(source.subject) (C)"))
    }
  }

  /// The packages of a module that carries them as a resource, in one object with a `.hii` section;
  /// gives what is linked.
  mutating func bindPackages() -> [String] {
    // With CLANGGCC edk2's rule ends before there is an object.
    guard !packages.isEmpty, buildRuleFamily != "CLANGGCC" else { return [] }
    let base = "\(folders.output)/\(module.baseName)hii"
    let guid = module.fileGUIDText
    // Newer trees say it in tools_def.
    let flags = flags("GENFWHII")
    let kind = flags.isEmpty ? ["--hiibinpackage"] : flags
    let number = recipe("HII") { planner in
      let program = planner.program("RC")
      var recipe = Recipe(
        .bindPackages, planner.module.architecture,
        [
          planner.tool(
            "genfw",
            [
              .words(["-o"]), .word(Self.stem("rc")), .words(["-g", guid] + kind), .inputs,
              .words(planner.flags("GENFW")),
            ]),
          Recipe.Step([
            .words([program]), .words(planner.flags("RC")), .word(Self.stem("rc")), .word([.output]),
          ]),
        ])
      recipe.keepsEqualOutput = true
      return recipe
    }
    var bind = Action(
      recipe: number, subject: module.path, module: module.path, inputs: packages.sorted(),
      output: "\(base).lib")
    bind.places[.stem] = base
    bind.sideOutputs = ["\(base).rc"]
    bind.implicitInputs = [environment.kiln]
    plan.compiles.append(bind)
    return [bind.output]
  }
}
