import Foundation
import TestSupport
import Testing

/// A build after a change makes what depends on the change, nothing else, and gives the image of a build
/// from nothing; one after no change does nothing.
@Suite struct RebuildTests {
  /// What both modules link again when GreetLib changes.
  static let greetLinks = ["App.dll", "Driver.dll", "GreetLib.lib"]

  /// Builds, edits, builds again: the second build makes `expected` and its image is that of a fresh one.
  private func expect(
    _ expected: [String], after arguments: [String] = [], then more: [String]? = nil,
    changesImage: Bool = true,
    in given: SourceWorkspace? = nil, edit: (SourceWorkspace) throws -> Void
  ) throws {
    let workspace = try given ?? SourceWorkspace()
    let first = try workspace.build(arguments)
    #expect(first.status == 0, "\(first.errors)")
    let before = try workspace.image()
    try edit(workspace)
    let more = more ?? arguments
    let made = try workspace.made {
      let kiln = try workspace.build(more)
      #expect(kiln.status == 0, "\(kiln.errors)")
    }
    #expect(made == expected.sorted())
    let image = try workspace.image()
    #expect((image != before) == changesImage)
    let fresh = try workspace.freshImage(more)
    #expect(image == fresh)
    try expectNothingToDo(workspace, more)
  }

  private func expectNothingToDo(_ workspace: SourceWorkspace, _ arguments: [String] = []) throws {
    let files = try workspace.files()
    let kiln = try workspace.build(arguments)
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(kiln.errors.hasPrefix("nothing to do in "), "\(kiln.errors)")
    #expect(!kiln.errors.contains("actions run"))
    #expect(try workspace.files() == files)
  }

  @Test func nothing() throws {
    let workspace = try SourceWorkspace()
    let first = try workspace.build()
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("actions run"))
    try expectNothingToDo(workspace)
    // What it prints is what the build printed.
    #expect(try workspace.build().output == first.output)
    #expect(try workspace.build(["--json"]).output.hasPrefix("{"))
  }

  /// The date is in an object, and in no file that the compiler reads.
  @Test func date() throws {
    let workspace = try SourceWorkspace()
    try workspace.edit(
      "TinyPkg/Library/GreetLib/GreetLib.c", "GREET_MAGIC;\n}", "GREET_MAGIC + __DATE__[5] + __TIME__[7];\n}")
    func image(_ epoch: String) throws -> [UInt8] {
      let kiln = try workspace.build(environment: ["SOURCE_DATE_EPOCH": epoch])
      #expect(kiln.status == 0, "\(kiln.errors)")
      return try workspace.image()
    }
    let first = try image("1000000000")
    let second = try image("1000000001")
    #expect(first != second)
    #expect(try image("1000000000") == first)
    let again = try workspace.build(environment: ["SOURCE_DATE_EPOCH": "1000000000"])
    #expect(again.errors.hasPrefix("nothing to do in "), "\(again.errors)")
  }

  @Test func source() throws {
    try expect(["GreetLib.obj"] + Self.greetLinks) {
      try $0.edit("TinyPkg/Library/GreetLib/GreetLib.c", "GREET_MAGIC;\n}", "GREET_MAGIC + 1;\n}")
    }
  }

  @Test func headerOfAPackage() throws {
    try expect(["App.lib", "App.obj", "Driver.lib", "Driver.obj", "GreetLib.obj"] + Self.greetLinks) {
      try $0.edit("TinyPkg/Include/Library/GreetLib.h", "GREET_MAGIC 7", "GREET_MAGIC 8")
    }
  }

  @Test func headerOfALibrary() throws {
    try expect(["GreetLib.obj", "Words.obj"] + Self.greetLinks) {
      try $0.edit("TinyPkg/Library/GreetLib/GreetInternal.h", "WORD_LENGTH 4", "WORD_LENGTH 5")
    }
  }

  @Test func aCommentInASourceEndsAtTheObject() throws {
    // What is linked is what it was.
    try expect(["GreetLib.lib", "GreetLib.obj"], changesImage: false) {
      try $0.edit("TinyPkg/Library/GreetLib/GreetLib.c", "GREET_MAGIC;\n}", "GREET_MAGIC; // or more\n}")
    }
  }

  @Test func includesOfAssembly() throws {
    try expect(["Add.obj", "App.dll", "App.lib"]) {
      try $0.edit("TinyPkg/App/Numbers.inc", "NUMBER 1", "NUMBER 3")
    }
    try expect(["App.dll", "App.lib", "Sub.obj"]) {
      try $0.edit("TinyPkg/App/Sub.h", "SUBTRACT 2", "SUBTRACT 4")
    }
  }

  @Test func includesOfTables() throws {
    let made = ["Driver.dll", "Driver.lib", "Table.aml", "Table.obj"]
    try expect(made) { try $0.edit("TinyPkg/Driver/Names.asi", "0x11", "0x13") }
    try expect(made) { try $0.edit("TinyPkg/Driver/Value.h", "0x22", "0x24") }
  }

  @Test func moduleManifest() throws {
    // AutoGen.h has the name of the module, and everything of it includes that.
    try expect(
      ["Driver AutoGen.obj", "Driver.dll", "Driver.lib", "Driver.obj", "Table.aml", "Table.obj"]
    ) { try $0.edit("TinyPkg/Driver/Driver.inf", "0000000006", "0000000066") }
    // A dependency expression is nothing that is compiled.
    try expect([]) { try $0.edit("TinyPkg/Driver/Driver.inf", "AND TRUE", "OR TRUE") }
  }

  @Test func sourceThatIsTakenOutOrPutIn() throws {
    let workspace = try SourceWorkspace([("TinyPkg/App/App.inf", "  App.h\n", "  App.h\n")])
    let archive = "\(workspace.path)/\(workspace.output())/X64/TinyPkg/App/App/OUTPUT/App.lib"
    try expect(["App.dll", "App.lib"], changesImage: false, in: workspace) {
      try $0.edit("TinyPkg/App/App.inf", "  Extra.c\n", "")
    }
    #expect(!(try Program.run("/usr/bin/ar", ["t", archive])).output.contains("Extra.obj"))
    try expect(["App.dll", "App.lib"], changesImage: false, in: workspace) {
      try $0.edit("TinyPkg/App/App.inf", "  App.c\n", "  App.c\n  Extra.c\n")
    }
    #expect(try Program.run("/usr/bin/ar", ["t", archive]).output.contains("Extra.obj"))
  }

  @Test func packageDeclaration() throws {
    try expect(["Driver AutoGen.obj", "Driver.dll", "Driver.lib"]) {
      try $0.edit("TinyPkg/TinyPkg.dec", "{0x30000000, 0,", "{0x30000000, 1,")
    }
  }

  @Test func libraryInstance() throws {
    let workspace = try SourceWorkspace()
    try FileManager.default.copyItem(
      atPath: "\(workspace.path)/TinyPkg/Library/GreetLib",
      toPath: "\(workspace.path)/TinyPkg/Library/OtherLib")
    try workspace.edit("TinyPkg/Library/OtherLib/GreetLib.inf", "0000000004", "0000000044")
    try workspace.edit("TinyPkg/Library/OtherLib/GreetLib.c", "Times *", "Times +")
    try expect(
      ["App.dll", "Driver.dll", "GreetLib.lib", "GreetLib.obj", "Words.obj"], in: workspace
    ) {
      try $0.edit(
        "TinyPkg/TinyPkg.dsc", "TinyPkg/Library/GreetLib/GreetLib.inf",
        "TinyPkg/Library/OtherLib/GreetLib.inf")
    }
  }

  @Test func flashDescription() throws {
    try expect([]) {
      try $0.edit("TinyPkg/TinyPkg.fdf", "INF TinyPkg/App/App.inf\n", "")
    }
  }

  /// A PCD's value is in the AutoGen.h of the library that uses it, and in AutoGen.c of those who link it.
  @Test func valueOfAPCD() throws {
    let made =
      ["GreetLib.obj", "Words.obj", "App AutoGen.obj", "App.lib", "Driver AutoGen.obj", "Driver.lib"]
      + Self.greetLinks
    try expect(made) { try $0.edit("TinyPkg/TinyPkg.dsc", "PcdTimes|3", "PcdTimes|4") }
    try expect(made, then: ["--pcd", "gTinyPkgTokenSpaceGuid.PcdTimes=5"]) { _ in }
  }

  @Test func definitionsBackAndForth() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build().status == 0)
    let quiet = try workspace.image()
    for _ in 0..<2 {
      #expect(try workspace.build(["-D", "LOUD=TRUE"]).status == 0)
      #expect(try workspace.image() != quiet)
      #expect(try workspace.build().status == 0)
      #expect(try workspace.image() == quiet)
      try expectNothingToDo(workspace)
    }
  }

  @Test func flags() throws {
    let objects = [
      "Add.obj", "App AutoGen.obj", "App.obj", "ApplicationEntryPoint.obj", "DebugLib.obj",
      "Driver AutoGen.obj",
      "Driver.obj", "DriverEntryPoint.obj", "Extra.obj", "GreetLib.obj", "Sub.obj", "Table.obj", "Words.obj",
    ]
    let archives = ["App", "ApplicationEntryPoint", "DebugLib", "Driver", "DriverEntryPoint", "GreetLib"]
    let compiled =
      objects.filter { !["Add.obj", "Sub.obj"].contains($0) } + archives.map { "\($0).lib" }
      + ["App.dll", "Driver.dll"]
    try expect(compiled) { try $0.edit("Conf/tools_def.txt", "-g -Os", "-g -O1") }
    // Of one module.
    try expect(["App AutoGen.obj", "App.dll", "App.lib", "App.obj", "Extra.obj"], changesImage: false) {
      try $0.edit(
        "TinyPkg/TinyPkg.dsc", "  TinyPkg/App/App.inf\n",
        "  TinyPkg/App/App.inf {\n    <BuildOptions>\n      GCC:*_*_*_CC_FLAGS = -DEXTRA\n  }\n")
    }
  }

  @Test func headerThatIsRenamed() throws {
    try expect(["App.lib", "App.obj"], changesImage: false) {
      try $0.move("TinyPkg/App/App.h", to: "TinyPkg/App/Other.h")
      try $0.edit("TinyPkg/App/App.inf", "  App.h\n", "  Other.h\n")
      try $0.edit("TinyPkg/App/App.c", "\"App.h\"", "\"Other.h\"")
    }
    // And one that goes while its INF still lists it is missed.
    let workspace = try SourceWorkspace()
    #expect(try workspace.build().status == 0)
    try workspace.move("TinyPkg/App/App.h", to: "TinyPkg/App/Other.h")
    let kiln = try workspace.build()
    #expect(kiln.status == 1)
    #expect(kiln.errors.contains("[source-missing]"), "\(kiln.errors)")
  }

  /// A new file in a folder that the compiler searches earlier.
  @Test func headerThatShadowsAnother() throws {
    let workspace = try SourceWorkspace()
    try expect(["App.dll", "App.lib", "App.obj"], in: workspace) {
      let header = try $0.text("TinyPkg/Include/Library/GreetLib.h")
      try $0.write(
        "TinyPkg/App/Library/GreetLib.h", header.replacingOccurrences(of: "MAGIC 7", with: "MAGIC 9"))
      try $0.edit("TinyPkg/App/App.c", "APP_OFFSET);", "APP_OFFSET + GREET_MAGIC);")
    }
  }

  /// Nothing else changes: no file that was read, and no date of one.
  @Test func headerThatShadowsAnotherAndNothingElse() throws {
    let workspace = try SourceWorkspace([("TinyPkg/App/App.c", "APP_OFFSET);", "APP_OFFSET + GREET_MAGIC);")])
    try expect(["App.dll", "App.lib", "App.obj"], in: workspace) {
      let header = try $0.text("TinyPkg/Include/Library/GreetLib.h")
      try $0.write(
        "TinyPkg/App/Library/GreetLib.h", header.replacingOccurrences(of: "MAGIC 7", with: "MAGIC 9"))
    }
  }

  @Test func outputThatIsGone() throws {
    let workspace = try SourceWorkspace()
    #expect(try workspace.build().status == 0)
    let image = try workspace.image()
    for file in [
      "FV/TINY.fd", "X64/TinyPkg/App/App/OUTPUT/App.efi", "X64/TinyPkg/App/App/OUTPUT/App.obj",
      "X64/TinyPkg/Driver/Driver/OUTPUT/Driver.depex", "X64/TinyPkg/App/App/DEBUG/AutoGen.h", "build.ninja",
    ] {
      try workspace.remove("\(workspace.output())/\(file)")
      let kiln = try workspace.build()
      #expect(kiln.status == 0, "\(file): \(kiln.errors)")
      #expect(workspace.exists("\(workspace.output())/\(file)"), "\(file)")
      #expect(try workspace.image() == image, "\(file)")
    }
    try workspace.write("\(workspace.output())/FV/TINY.fd", "no image")
    #expect(try workspace.build().status == 0)
    #expect(try workspace.image() == image)
  }

  @Test func formsAndStrings() throws {
    let compiler = try FormCompiler.path.get()
    let workspace = try SourceWorkspace([("Conf/tools_def.txt", "= VfrCompile", "= \(compiler)")])
    let forms = ["-D", "FORMS=TRUE"]
    try expect(["Forms.dll", "Forms.lib", "Page.obj"], after: forms, in: workspace) {
      try $0.edit("TinyPkg/Forms/Page.vfr", "text = STRING_TOKEN(STR_TITLE)", "text = STRING_TOKEN(STR_HELP)")
    }
    try expect(["Forms.dll", "Forms.lib", "Page.obj"], after: forms, in: workspace) {
      try $0.edit("TinyPkg/Forms/FormsData.h", "0x1001", "0x1002")
    }
    // The bytes of the strings are in AutoGen.c; their tokens, in a header, stay what they are. VfrCompile reads
    // the strings, so the forms are made again too.
    try expect(["Forms AutoGen.obj", "Forms.dll", "Forms.lib", "Page.obj"], after: forms, in: workspace) {
      try $0.edit("TinyPkg/Forms/FormsStrings.uni", "It helps", "It helps much")
    }
  }
}
