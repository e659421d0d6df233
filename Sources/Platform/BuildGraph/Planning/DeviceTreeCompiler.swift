import PlatformModel

/// Compiles device tree sources (`.dts`) to blobs: preprocessor, then dtc.
struct DeviceTreeCompiler {
  private let tools: ModuleTools

  init(_ tools: ModuleTools) { self.tools = tools }

  func compile(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let number = actions.recipe(.compileDeviceTree) { recipe, diagnostics in
      recipe.steps = [
        tools.preprocessor("DTCPP", output: Recipe.stem("i"), &diagnostics),
        Recipe.Step([
          .words([tools.program("DTC", &diagnostics)]), .words(tools.flags("DTC")),
          .words(["-I", "dts", "-O", "dtb", "-o"]), .word([.output]), .word(Recipe.stem("i")),
        ]),
      ]
      recipe.hasDepfile = true
    }
    let tree = tools.folders.output(source, "\(source.base).dtb")
    var compile = actions.action(number, source, output: tree)
    compile.places[.stem] = tools.folders.output(source, source.base)
    if actions.add(compile, from: source) { actions.plan.results.append(tree) }
  }
}
