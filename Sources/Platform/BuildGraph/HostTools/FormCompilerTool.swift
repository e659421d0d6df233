/// VfrCompile, whose grammar is written for PCCTS: antlr generates its parser and dlg its lexer. The sources of both
/// are in the tree.
struct FormCompilerTool {
  static let name = "VfrCompile"

  /// The sources.
  private let folder: String
  /// Where programs go.
  private let output: String

  init(in actions: HostToolActions) {
    folder = "\(actions.sourceFolder)/VfrCompile"
    output = actions.outputFolder
  }

  /// Adds all that makes the tool; nil if the tree does not have its source.
  func plan(_ actions: inout HostToolActions) -> HostTool? {
    let generated = "\(output)/VfrCompile.d"
    guard let list = actions.objects("OBJECTS", in: "\(folder)/GNUmakefile"),
      let antlr = generator("antlr", &actions), let dlg = generator("dlg", &actions)
    else { return nil }

    let grammar = "\(folder)/VfrSyntax.g"
    let parser = "\(generated)/VfrSyntax.cpp"
    let lexer = "\(generated)/VfrLexer.cpp"
    let parserFiles = ["EfiVfrParser.cpp", "EfiVfrParser.h", "VfrParser.dlg", "VfrTokens.h"].map {
      "\(generated)/\($0)"
    }
    actions.generate(
      [
        antlr, "-CC", "-e3", "-ck", "3", "-k", "2", "-fl", "VfrParser.dlg", "-ft", "VfrTokens.h", "-o",
        generated,
      ], grammar, to: parser, others: parserFiles, tool: Self.name)
    actions.generate(
      [dlg, "-C2", "-i", "-CC", "-cl", "VfrLexer", "-o", generated], "\(generated)/VfrParser.dlg", to: lexer,
      others: ["\(generated)/VfrLexer.h"], tool: Self.name)

    let isGenerated: Set = ["EfiVfrParser", "VfrLexer", "VfrSyntax"]
    let isShared: Set = ["AParser", "DLexerBase", "ATokenBuffer"]
    let compiled = list.map { name in
      actions.compile(
        isGenerated.contains(name)
          ? "\(generated)/\(name).cpp"
          : isShared.contains(name) ? "\(folder)/Pccts/h/\(name).cpp" : "\(folder)/\(name).cpp",
        to: "VfrCompile.d/\(name).o", includes: [generated, folder, "\(folder)/Pccts/h"],
        defines: ["PCCTS_USE_NAMESPACE_STD"], tool: Self.name,
        orderOnly: [parser, lexer])
    }
    let program = "\(output)/\(Self.name)"
    actions.link(
      compiled + [actions.common()], to: program, libraries: [], tool: Self.name, isCPlusPlus: true)
    return HostTool(name: Self.name, path: program)
  }

  /// Plans antlr or dlg.
  private func generator(_ name: String, _ actions: inout HostToolActions) -> String? {
    let own = "\(folder)/Pccts/\(name)"
    guard let list = actions.objects("OBJ", in: "\(own)/makefile") else { return nil }
    let set = "\(folder)/Pccts/support/set"
    let compiled = list.map { object in
      actions.compile(
        object == "set" ? "\(set)/set.c" : "\(own)/\(object).c", to: "\(name).d/\(object).o",
        includes: [own, set, "\(folder)/Pccts/h"], defines: ["USER_ZZSYN", "ZZLEXBUFSIZE=65536"],
        tool: name)
    }
    let program = "\(output)/\(name)"
    actions.link(compiled, to: program, libraries: [], tool: name, isCPlusPlus: false)
    return program
  }
}
