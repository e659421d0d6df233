import BaseTools
import PlatformModel
import Vocabulary

/// Compiles ACPI tables from ASL to AML.
struct ASLCompiler {
  private let tools: ModuleTools
  private let c: CCompiler

  init(_ tools: ModuleTools, c: CCompiler) {
    self.tools = tools
    self.c = c
  }

  /// `.asl`: expand includes, preprocess, trim, and compile with iasl.
  func compile(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let expanding = actions.recipe(.expandASL) { recipe, _ in
      recipe.steps = [
        tools.kiln(
          "trim",
          [
            .words(["--asl-file"] + tools.followed([.missingTableIncludes, .onceInTables])),
            .words(["--deps"]), .word(Recipe.depfile),
            // As two words, because a path may end with characters that an option gives a meaning.
            .words(tools.includes.flatMap { ["-I", $0] }), .words(["-o"]), .word([.output]), .inputs,
          ])
      ]
      recipe.hasDepfile = true
      recipe.keepsEqualOutput = true
    }
    let whole = tools.folders.output(source, "\(source.base).i")
    var expand = actions.action(expanding, source, output: whole)
    expand.implicitInputs = [tools.environment.kiln]
    guard actions.add(expand, from: source) else { return }

    let folder = TreePath.folder(of: source.path)
    let compiling = actions.recipe(.compileASL, folder) { recipe, diagnostics in
      let preprocess = tools.preprocessor(
        "ASLPP", extra: [.words(["-I\(folder)"])], output: Recipe.stem("iii"), &diagnostics)
      let trim = tools.kiln(
        "trim",
        [
          .words(["--source-code", "--trim-long", "-o"]), .word(Recipe.stem("iiii")),
          .word(Recipe.stem("iii")),
        ])
      let program = tools.program("ASL", &diagnostics)
      // The path of the output is appended to the last word without a blank.
      let outputFlags = tools.flags("ASL", "OUTFLAGS")
      recipe.steps = [
        preprocess, trim,
        Recipe.Step(
          [
            .words([program] + tools.flags("ASL") + outputFlags.dropLast()),
            .word([.text(outputFlags.last ?? ""), .output]), .word(Recipe.stem("iiii")),
          ], quietLog: Recipe.stem("log")),
      ]
      recipe.hasDepfile = true
    }
    let table = tools.folders.output(source, "\(source.base).aml")
    var compile = actions.action(compiling, source.made(whole), output: table)
    compile.places[.stem] = tools.folders.output(source, source.base)
    compile.implicitInputs = [tools.environment.kiln]
    guard actions.add(compile, from: source) else { return }
    actions.plan.results.append(table)
    if tools.module.buildType == .dxeDriver { embed(table, of: source, &actions) }
  }

  /// For a DXE driver, tables are also converted to C arrays.
  private func embed(_ table: String, of source: PlannedSource, _ actions: inout ModuleActions) {
    let number = actions.recipe(.amlToC) { recipe, _ in
      recipe.steps = [tools.kiln("amltoc", [.words(["-o"]), .word([.output]), .inputs])]
      recipe.keepsEqualOutput = true
    }
    let code = tools.folders.output(source, "\(source.base).c")
    var convert = actions.action(number, source.made(table), output: code)
    convert.implicitInputs = [tools.environment.kiln]
    guard actions.add(convert, from: source) else { return }
    c.compile(PlannedSource(code, subject: "\(source.subject) (C)"), &actions)
  }
}
