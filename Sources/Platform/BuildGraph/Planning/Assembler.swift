import BaseTools
import Diagnostics
import PlatformModel
import Vocabulary

/// Assembles sources of four kinds to objects and raw binaries.
struct Assembler {
  private let tools: ModuleTools

  init(_ tools: ModuleTools) { self.tools = tools }

  /// `.S`: run the C preprocessor, trim its output, and assemble.
  func assemble(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let number = actions.recipe(.assemble) { recipe, diagnostics in
      recipe.steps = trimmed("ii", to: "iiii", ["--source-code", "--trim-long"], &diagnostics)
      recipe.steps.append(
        Recipe.Step([
          .words([tools.program("ASM", &diagnostics)]),
          .words(tools.flags("ASM") + tools.environment.mappingFlags), .words(["-o"]), .word([.output]),
          .words(tools.includeFlags), .word(Recipe.stem("iiii")),
        ]))
      recipe.hasDepfile = true
    }
    let object = tools.folders.output(source, "\(source.base).obj")
    var assemble = actions.action(number, source, output: object)
    assemble.places[.stem] = tools.folders.output(source, source.base)
    assemble.implicitInputs = [tools.environment.kiln]
    if actions.add(assemble, from: source) { actions.plan.objects.append(object) }
  }

  /// `.nasm`: two actions, because the preprocessor and nasm each report the files that they read.
  func assembleNASM(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let text = preprocess(
      source, ["--source-code", "--trim-long"] + tools.followed([.assemblyLines]), &actions)
    let folder = TreePath.folder(of: source.path)
    let number = actions.recipe(.assembleNASM, folder) { recipe, diagnostics in
      let program = tools.program("NASM", &diagnostics)
      let arguments: [Recipe.Argument] = [
        .words(["-I\(folder)/"]), .words(tools.nasmIncludeFlags), .words(tools.flags("NASM")),
        .words(["-o"]), .word([.output]), .inputs,
      ]
      recipe.steps = [Self.listing(program, arguments), Recipe.Step([.words([program])] + arguments)]
      recipe.hasDepfile = true
    }
    let object = tools.folders.output(source, "\(source.base).obj")
    let assemble = actions.action(number, source.made(text), output: object)
    if actions.add(assemble, from: source) { actions.plan.objects.append(object) }
  }

  /// Lists nasm's include files. With `-MD`, nasm 2.16 lists only the source itself.
  private static func listing(_ program: String, _ arguments: [Recipe.Argument]) -> Recipe.Step {
    Recipe.Step(
      [.words([program, "-M", "-MF"]), .word(Recipe.depfile), .words(["-MT"]), .word([.output])] + arguments)
  }

  /// `.nasmb`: raw binaries such as a reset vector; `.com` is a copy.
  func assembleBinary(_ source: PlannedSource, _ actions: inout ModuleActions) {
    // Unlike an object, a raw binary is directly in OUTPUT, whatever the folder of the source.
    let flat = source.made(source.path)
    let text = preprocess(
      flat, ["--source-code", "--convert-hex"] + tools.followed([.assemblyLines]), &actions)
    let folder = TreePath.folder(of: source.path)
    let number = actions.recipe(.assembleBinary, folder) { recipe, diagnostics in
      let program = tools.program("NASM", &diagnostics)
      let arguments: [Recipe.Argument] = [
        .words(["-I\(folder)/", "-l"]), .word(Recipe.stem("lst")), .words(tools.flags("NASMB")),
        .words(tools.nasmIncludeFlags), .words(["-o"]), .word([.output]), .inputs,
      ]
      recipe.steps = [
        Self.listing(program, arguments), Recipe.Step([.words([program])] + arguments),
        Recipe.Step([.words(["cp", "-f"]), .word([.output]), .word(Recipe.stem("com"))]),
      ]
      recipe.hasDepfile = true
    }
    let binary = tools.folders.output(flat, "\(source.base).bin")
    var assemble = actions.action(number, source.made(text), output: binary)
    assemble.places[.stem] = tools.folders.output(flat, source.base)
    assemble.sideOutputs = [tools.folders.output(flat, "\(source.base).com")]
    if actions.add(assemble, from: source) { actions.plan.results.append(binary) }
  }

  /// `.asm16`: as in build_rule for GCC.
  func assemble16(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let flat = source.made(source.path)
    let number = actions.recipe(.assemble16) { recipe, diagnostics in
      recipe.steps = trimmed("ii", to: "iii", ["--source-code"], &diagnostics)
      recipe.steps.append(
        Recipe.Step([
          .words([tools.program("ASM", &diagnostics), "-o"]), .word(Recipe.stem("obj")),
          .words(tools.flags("ASM")), .words(tools.includeFlags), .word(Recipe.stem("iii")),
        ]))
      recipe.steps.append(
        Recipe.Step([
          .words([tools.program("DLINK", &diagnostics), "-o"]), .word([.output]),
          .words(tools.flags("DLINK")), .words(["--start-group"] + tools.flags("DLINK", "SPATH")),
          .word(Recipe.stem("obj")), .words(["--end-group"]),
        ]))
      recipe.hasDepfile = true
    }
    let image = tools.folders.output(flat, "\(source.base).com")
    var assemble = actions.action(number, source, output: image)
    assemble.places[.stem] = tools.folders.output(flat, source.base)
    assemble.implicitInputs = [tools.environment.kiln]
    if actions.add(assemble, from: source) { actions.plan.results.append(image) }
  }

  /// Preprocesses and trims an assembly source, and returns the path of the result.
  private func preprocess(
    _ source: PlannedSource, _ trimFlags: [String], _ actions: inout ModuleActions
  ) -> String {
    let number = actions.recipe(.preprocessAssembly, trimFlags.joined(separator: " ")) {
      recipe, diagnostics in
      recipe.steps = [
        tools.preprocessor("PP", output: Recipe.stem("ii"), &diagnostics),
        tools.kiln("trim", [.words(trimFlags + ["-o"]), .word([.output]), .word(Recipe.stem("ii"))]),
      ]
      recipe.hasDepfile = true
      // If another version of kiln trims to the same text, nothing is assembled again.
      recipe.keepsEqualOutput = true
    }
    let text = tools.folders.output(source, "\(source.base).iii")
    var preprocess = actions.action(number, source, output: text)
    preprocess.places[.stem] = tools.folders.output(source, source.base)
    preprocess.implicitInputs = [tools.environment.kiln]
    _ = actions.add(preprocess, from: source)
    return text
  }

  /// The steps of the preprocessor and of kiln's trim, with these extensions for intermediate files.
  private func trimmed(
    _ from: String, to target: String, _ flags: [String], _ diagnostics: inout DiagnosticList
  ) -> [Recipe.Step] {
    [
      tools.preprocessor("PP", output: Recipe.stem(from), &diagnostics),
      tools.kiln("trim", [.words(flags + ["-o"]), .word(Recipe.stem(target)), .word(Recipe.stem(from))]),
    ]
  }
}
