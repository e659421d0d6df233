import BaseTools
import Diagnostics
import PlatformModel
import Vocabulary

/// Compiles C and C++ to objects, and C sources of ACPI tables to tables.
struct CCompiler {
  private let tools: ModuleTools

  init(_ tools: ModuleTools) { self.tools = tools }

  func compile(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let isCPlusPlus = !["c", "C"].contains(source.fileExtension.dropFirst())
    let number = actions.recipe(.compile, isCPlusPlus ? "C++" : "C") { recipe, diagnostics in
      var flags = tools.flags("CC")
      // Newer trees have separate flags for C++.
      if isCPlusPlus { flags += tools.flags("CXX") }
      if tools.module.compilesInPlace { flags += tools.flags("CC", "XIPFLAGS") }
      flags += tools.debugFlags
      fill(&recipe, "CC", flags, &diagnostics)
    }
    let object = tools.folders.output(source, "\(source.base).obj")
    if actions.add(dated(actions.action(number, source, output: object)), from: source) {
      actions.plan.objects.append(object)
    }
  }

  /// `.aslc`: compiled and linked separately; then the table is extracted from the image.
  func compileTable(_ source: PlannedSource, _ actions: inout ModuleActions) {
    let compiling = actions.recipe(.compileTable) { recipe, diagnostics in
      let common = tools.baseTools.has(.tablesWithoutCFlags) ? [] : tools.flags("CC")
      fill(&recipe, "ASLCC", common + tools.flags("ASLCC") + tools.debugFlags, &diagnostics)
    }
    let object = tools.folders.output(source, "\(source.base).obj")
    guard actions.add(dated(actions.action(compiling, source, output: object)), from: source) else { return }

    let linking = actions.recipe(.linkTable) { recipe, diagnostics in
      recipe.steps = [
        Recipe.Step([
          .words([tools.program("ASLDLINK", &diagnostics), "-o"]), .word([.output]),
          .words(tools.flags("ASLDLINK")), .inputs,
        ])
      ]
    }
    let image = tools.folders.output(source, "\(source.base).dll")
    guard actions.add(actions.action(linking, source.made(object), output: image), from: source)
    else { return }

    let converting = actions.recipe(.convertTable) { recipe, _ in
      recipe.steps = [
        tools.kiln(
          "genfw",
          [
            .words(["-c", "-o"]), .word([.output]), .inputs, .words(tools.flags("GENFW")),
            .words(tools.followed([.propertyNotes, .riscVPropertyNotes])),
            // The image contains the path, which counts in its size.
            .words(["--symbol-path"]), .word([.place(.symbols)]),
          ])
      ]
      recipe.keepsEqualOutput = true
    }
    let table = tools.folders.output(source, "\(source.base).acpi")
    var convert = actions.action(converting, source.made(image), output: table)
    convert.implicitInputs = [tools.environment.kiln]
    // `$(OUTPUT_DIR)/${s_dir}/${s_base}.dll`, as in edk2's build rule.
    let folder = source.folder.isEmpty ? "." : source.folder
    convert.places[.symbols] = tools.environment.mapped(
      "\(tools.folders.output)/\(folder)/\(source.base).dll")
    if actions.add(convert, from: source) { actions.plan.results.append(table) }
  }

  private func dated(_ action: Action) -> Action {
    var action = action
    action.implicitInputs += [tools.environment.dateFile].compactMap(\.self)
    return action
  }

  private func fill(
    _ recipe: inout Recipe, _ tool: String, _ flags: [String], _ diagnostics: inout DiagnosticList
  ) {
    recipe.steps = [
      Recipe.Step(
        [.words(tools.environment.launcher + [tools.program(tool, &diagnostics)])] + Recipe.depfileFlags
          + Recipe.seed
          + [
            .words(flags), .words(tools.environment.mappingFlags + ["-c", "-o"]), .word([.output]),
            .words(tools.includeFlags), .inputs,
          ])
    ]
    recipe.hasDepfile = true
  }
}

extension BuildModule {
  /// On ARM, CC_XIPFLAGS are added for code that executes in place from flash.
  var compilesInPlace: Bool { architecture.isARM && [.base, .sec, .peiCore, .peim].contains(buildType) }

  /// DLINK_XIPFLAGS, if the tool chain has them, are added for these types on every architecture.
  var linksInPlace: Bool { [.sec, .peiCore, .peim].contains(buildType) }
}
