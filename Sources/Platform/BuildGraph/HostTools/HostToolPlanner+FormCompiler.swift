extension HostToolPlanner {
  /// Plans VfrCompile, whose grammar is written for PCCTS: antlr generates its parser and dlg its lexer. The
  /// sources of both are in the tree.
  mutating func addFormCompiler() {
    guard markBuilt(Self.formCompiler) else { return }
    let folder = "\(sourceFolder)/VfrCompile"
    let generated = "\(outputFolder)/VfrCompile.d"
    guard let list = objects("OBJECTS", in: "\(folder)/GNUmakefile"),
      let antlr = generator("antlr", in: folder), let dlg = generator("dlg", in: folder)
    else { return }

    let grammar = "\(folder)/VfrSyntax.g"
    let parser = "\(generated)/VfrSyntax.cpp"
    let lexer = "\(generated)/VfrLexer.cpp"
    let parserFiles = ["EfiVfrParser.cpp", "EfiVfrParser.h", "VfrParser.dlg", "VfrTokens.h"].map {
      "\(generated)/\($0)"
    }
    generate(
      [
        antlr, "-CC", "-e3", "-ck", "3", "-k", "2", "-fl", "VfrParser.dlg", "-ft", "VfrTokens.h", "-o",
        generated,
      ], grammar, to: parser, others: parserFiles)
    generate(
      [dlg, "-C2", "-i", "-CC", "-cl", "VfrLexer", "-o", generated], "\(generated)/VfrParser.dlg", to: lexer,
      others: ["\(generated)/VfrLexer.h"])

    let isGenerated: Set = ["EfiVfrParser", "VfrLexer", "VfrSyntax"]
    let isShared: Set = ["AParser", "DLexerBase", "ATokenBuffer"]
    let compiled = list.map { name in
      compile(
        isGenerated.contains(name)
          ? "\(generated)/\(name).cpp"
          : isShared.contains(name) ? "\(folder)/Pccts/h/\(name).cpp" : "\(folder)/\(name).cpp",
        to: "VfrCompile.d/\(name).o", includes: [generated, folder, "\(folder)/Pccts/h"],
        defines: ["PCCTS_USE_NAMESPACE_STD"], tool: Self.formCompiler,
        orderOnly: [parser, lexer])
    }
    let program = "\(outputFolder)/\(Self.formCompiler)"
    link(
      compiled + [common()], to: program, libraries: [], tool: Self.formCompiler, isCPlusPlus: true)
    tools.append(HostTool(name: Self.formCompiler, path: program))
  }

  /// Plans antlr or dlg.
  private mutating func generator(_ name: String, in folder: String) -> String? {
    let own = "\(folder)/Pccts/\(name)"
    guard let list = objects("OBJ", in: "\(own)/makefile") else { return nil }
    let set = "\(folder)/Pccts/support/set"
    let compiled = list.map { object in
      compile(
        object == "set" ? "\(set)/set.c" : "\(own)/\(object).c", to: "\(name).d/\(object).o",
        includes: [own, set, "\(folder)/Pccts/h"], defines: ["USER_ZZSYN", "ZZLEXBUFSIZE=65536"],
        tool: name)
    }
    let program = "\(outputFolder)/\(name)"
    link(compiled, to: program, libraries: [], tool: name, isCPlusPlus: false)
    return program
  }

  private mutating func generate(
    _ command: [String], _ input: String, to output: String, others: [String]
  ) {
    // Both print their version and copyright on every run.
    let recipe = Recipe(
      .generateHost, nil,
      [Recipe.Step([.words(command), .inputs], quietLog: [.output, .text(".log")])])
    var action = Action(
      recipe: number(recipe), subject: subject(input), module: Self.formCompiler, inputs: [input],
      output: output)
    action.sideOutputs = others
    action.implicitInputs = command.first.map { [$0] } ?? []
    actions.append(action)
  }
}
