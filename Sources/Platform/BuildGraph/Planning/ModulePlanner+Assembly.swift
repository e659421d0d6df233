import PlatformModel

extension ModulePlanner {
  /// `.S`: through the C preprocessor, whose leavings are trimmed, to the assembler.
  mutating func assemble(_ source: Source) {
    let number = recipe("ASM") { planner in
      let (preprocess, trim) = planner.trimmed("ii", to: "iiii", ["--source-code", "--trim-long"])
      let program = planner.program("ASM")
      var recipe = Recipe(
        .assemble, planner.module.architecture,
        [
          preprocess, trim,
          Recipe.Step([
            .words([program]), .words(planner.flags("ASM") + planner.environment.mappingFlags),
            .words(["-o"]), .word([.output]), .words(planner.includeFlags), .word(Self.stem("iiii")),
          ]),
        ])
      recipe.hasDepfile = true
      return recipe
    }
    let object = output(source, "\(source.base).obj")
    var assemble = action(number, source, output: object)
    assemble.places[.stem] = output(source, source.base)
    assemble.implicitInputs = [environment.kiln]
    if add(assemble, from: source) { plan.objects.append(object) }
  }

  /// `.nasm`: two actions, as the preprocessor and nasm each say what they have read.
  mutating func assembleNASM(_ source: Source) {
    let text = preprocess(source, ["--source-code", "--trim-long"])
    let folder = PathText.folder(of: source.path)
    let number = recipe("NASM \(folder)") { planner in
      let program = planner.program("NASM")
      let arguments: [Recipe.Argument] = [
        .words(["-I\(folder)/"]), .words(planner.nasmIncludeFlags), .words(planner.flags("NASM")),
        .words(["-o"]), .word([.output]), .inputs,
      ]
      var recipe = Recipe(
        .assembleNASM, planner.module.architecture,
        [Self.listing(program, arguments), Recipe.Step([.words([program])] + arguments)])
      recipe.hasDepfile = true
      return recipe
    }
    let object = output(source, "\(source.base).obj")
    let assemble = action(number, Source(text, folder: "", subject: source.subject), output: object)
    if add(assemble, from: source) { plan.objects.append(object) }
  }

  /// What nasm includes. Its `-MD`, which would say so on the way, forgets all but the source in 2.16.
  private static func listing(_ program: String, _ arguments: [Recipe.Argument]) -> Recipe.Step {
    Recipe.Step(
      [.words([program, "-M", "-MF"]), .word(Recipe.depfile), .words(["-MT"]), .word([.output])] + arguments)
  }

  /// `.nasmb`: bytes as they are, such as a reset vector; `.com` is a copy.
  mutating func assembleBinary(_ source: Source) {
    // Unlike an object it lies in OUTPUT whatever the source's folder.
    let flat = Source(source.path, folder: "", subject: source.subject)
    let text = preprocess(flat, ["--source-code", "--convert-hex"])
    let folder = PathText.folder(of: source.path)
    let number = recipe("NASMB \(folder)") { planner in
      let program = planner.program("NASM")
      let arguments: [Recipe.Argument] = [
        .words(["-I\(folder)/", "-l"]), .word(Self.stem("lst")), .words(planner.flags("NASMB")),
        .words(planner.nasmIncludeFlags), .words(["-o"]), .word([.output]), .inputs,
      ]
      var recipe = Recipe(
        .assembleBinary, planner.module.architecture,
        [
          Self.listing(program, arguments), Recipe.Step([.words([program])] + arguments),
          Recipe.Step([.words(["cp", "-f"]), .word([.output]), .word(Self.stem("com"))]),
        ])
      recipe.hasDepfile = true
      return recipe
    }
    let binary = output(flat, "\(source.base).bin")
    var assemble = action(number, Source(text, folder: "", subject: source.subject), output: binary)
    assemble.places[.stem] = output(flat, source.base)
    assemble.sideOutputs = [output(flat, "\(source.base).com")]
    if add(assemble, from: source) { plan.results.append(binary) }
  }

  /// `.asm16`: as build_rule has it for GCC.
  mutating func assemble16(_ source: Source) {
    let flat = Source(source.path, folder: "", subject: source.subject)
    let number = recipe("ASM16") { planner in
      let (preprocess, trim) = planner.trimmed("ii", to: "iii", ["--source-code"])
      let (assembler, linker) = (planner.program("ASM"), planner.program("DLINK"))
      var recipe = Recipe(
        .assemble16, planner.module.architecture,
        [
          preprocess, trim,
          Recipe.Step([
            .words([assembler, "-o"]), .word(Self.stem("obj")), .words(planner.flags("ASM")),
            .words(planner.includeFlags), .word(Self.stem("iii")),
          ]),
          Recipe.Step([
            .words([linker, "-o"]), .word([.output]), .words(planner.flags("DLINK")),
            .words(["--start-group"] + planner.flags("DLINK", "SPATH")), .word(Self.stem("obj")),
            .words(["--end-group"]),
          ]),
        ])
      recipe.hasDepfile = true
      return recipe
    }
    let image = output(flat, "\(source.base).com")
    var assemble = action(number, source, output: image)
    assemble.places[.stem] = output(flat, source.base)
    assemble.implicitInputs = [environment.kiln]
    if add(assemble, from: source) { plan.results.append(image) }
  }

  /// Preprocesses and trims an assembly source; gives the path of what comes out.
  private mutating func preprocess(_ source: Source, _ trimFlags: [String]) -> String {
    let number = recipe("PP \(trimFlags)") { planner in
      let preprocess = planner.preprocessor("PP", output: Self.stem("ii"))
      let trim = planner.tool(
        "trim", [.words(trimFlags + ["-o"]), .word([.output]), .word(Self.stem("ii"))])
      var recipe = Recipe(.preprocessAssembly, planner.module.architecture, [preprocess, trim])
      recipe.hasDepfile = true
      // Another kiln that trims the same way assembles nothing again.
      recipe.keepsEqualOutput = true
      return recipe
    }
    let text = output(source, "\(source.base).iii")
    var preprocess = action(number, source, output: text)
    preprocess.places[.stem] = output(source, source.base)
    preprocess.implicitInputs = [environment.kiln]
    _ = add(preprocess, from: source)
    return text
  }

  private mutating func trimmed(
    _ from: String, to target: String, _ flags: [String]
  ) -> (Recipe.Step, Recipe.Step) {
    let preprocess = preprocessor("PP", output: Self.stem(from))
    let trim = tool(
      "trim", [.words(flags + ["-o"]), .word(Self.stem(target)), .word(Self.stem(from))])
    return (preprocess, trim)
  }

  static func stem(_ fileExtension: String) -> [Recipe.Piece] {
    [.place(.stem), .text(".\(fileExtension)")]
  }
}
