extension BaseToolsBehaviour {
  private static let code = "Source/Python/AutoGen/GenC.py"
  private static let manifests = "Source/Python/Workspace/MetaFileParser.py"

  package static let stackCookies = Self(
    "stack-cookies", "cac0955658cb591d", since: .stable202411, .has(code, "STACK_COOKIE_VALUE"), .followed,
    "AutoGen.h defines STACK_COOKIE_VALUE, a value of StackCookieValues32.json or StackCookieValues64.json in the build"
      + " folder, which `build` fills with random numbers.")

  package static let constructorListOfSEC = Self(
    "sec-constructor-declaration", "bac9c74080cf3659", since: .stable202405,
    .has(code, "ProcessLibraryConstructorList() declared here"), .followed,
    "AutoGen.h of a SEC module with INF_VERSION 1.30 declares ProcessLibraryConstructorList().")

  package static let nullLibrariesOfLibraries = Self(
    "null-libraries", "d77efa2ebef9a0fe", since: .stable202405,
    .has("Source/Python/Workspace/WorkspaceCommon.py", "bool(M.LibraryClass)"), .always,
    "NULL libraries of a library that is a component too do not get into the modules that link it.")

  package static let flashPCDsOfLibraries = Self(
    "fdf-pcd-of-libraries", "40a45b5a2be3bf88", since: .stable202402,
    .has("Source/Python/AutoGen/WorkspaceAutoGen.py", "Platform.LibraryInstances]"), .always,
    "A PCD in the FDF may be declared in a package that only libraries name; `build` stopped before.")

  package static let privateNames = Self(
    "private-names-with-override", "6b9307192bf590b3", since: .stable202408,
    .has("Source/Python/Workspace/InfBuildData.py", "OriginalPath.Path"), .always,
    "A module whose FILE_GUID the DSC overrides finds the private GUIDs of its package; `build` stopped before."
  )

  package static let classMismatch = Self(
    "class-mismatch", "c5aa7e7d94c0e6b3", since: .master202608,
    .has("Source/Python/Workspace/DscBuildData.py", "_ValidateLibraryClass"), .always,
    "`build` warns of a library class with an instance that does not name the class, as `kiln lint` does."
  )

  package static let emptyArrays = Self(
    "pcd-arrays", "a1b623b938b8aa2a", since: .stable202505,
    .has("Source/Python/Common/Expression.py", "valid value of at least one byte"), .always,
    "A VOID* PCD of the value {} is an error.")

  package static let componentPCDs = Self(
    "subsection-pcds", "c2915d24a1832138", since: .stable202602,
    .has(manifests, "if not self._InSubsection:", count: 2),
    .always,
    "A PCD that a component sets has no value in the DSC's conditionals.")

  package static let macrosInHeads = Self(
    "arch-macros", "34a3cc89de27dbea", since: .master202608,
    .has(manifests, "Macro in arch field was not resolved"),
    .always, "Macros in the heads of sections of included files are replaced.")

  package static let includesOfSeveralArchitectures = Self(
    "include-in-several-arches", "433bbe6e493adeb7", since: .stable202511,
    .has(manifests, "Owner == Record[8]"),
    .always, "A file that is included in a section of several architectures counts for each of them.")

  package static let inlineComments = Self(
    "tools-def-comments", "be4fc071eb01c742", since: .stable202605,
    .has("Source/Python/Common/ToolDefClassObject.py", "Inline comments are not allowed"), .followed,
    "A comment behind a value of tools_def is an error; before, it was part of the value.")

  package static let buildTime = Self(
    "build-time", "fcc568ca6e828c29", since: .stable202511,
    .has("Source/Python/build/build.py", "SOURCE_DATE_EPOCH"), .followed,
    "`build` sets SOURCE_DATE_EPOCH to the time at which it started if it is not set, so that __DATE__ and __TIME__ are"
      + " in UTC.")

  package static let compileInformation = Self(
    "compile-info", "4ad7ea9c842289ae", since: .stable202305,
    .has("Source/Python/build/buildoptions.py", "COMPILE_INFO"), .always,
    "`build -Y` knows COMPILE_INFO, for which kiln has `compile_commands.json`.")

  /// AutoGen, the parsers of manifests, and `build`.
  static let sources = [
    stackCookies, constructorListOfSEC, nullLibrariesOfLibraries, flashPCDsOfLibraries, privateNames,
    classMismatch,
    emptyArrays, componentPCDs, macrosInHeads, includesOfSeveralArchitectures, inlineComments, buildTime,
    compileInformation,
  ]
}
