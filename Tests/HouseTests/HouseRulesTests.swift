import Testing

/// Rules of the code that a search can hold.
@Suite struct HouseRulesTests {
  let sources: [SourceText]

  init() throws {
    sources = try House().swiftFiles(in: "Sources").map { SourceText(path: $0.file, text: $0.text) }
  }

  /// The lines of code, comments left out, in which a pattern is found, as `path:line`.
  private func places(of patterns: [String], except: (String) -> Bool = { _ in false }) -> [String] {
    sources.filter { !except($0.path) }.flatMap { source in
      source.code.enumerated().filter { _, line in patterns.contains { line.contains($0) } }
        .map { "\(source.path):\($0.offset + 1)" }
    }
  }

  /// Messages are for people; code joins findings by code and subject.
  @Test func nothingLooksIntoAMessage() {
    let found = places(of: [
      "message.hasPrefix", "message.hasSuffix", "message.contains", "message.starts", "message.split",
      ".message ==",
      "message == \"", "reason.contains", "reason.hasPrefix",
    ])
    #expect(found == [])
  }

  /// Architectures and module types are values of Vocabulary.
  @Test func namesOfArchitecturesStandInVocabulary() {
    let names = ["IA32", "X64", "AARCH64", "ARM", "RISCV64", "LOONGARCH64"].map { "\"\($0)\"" }
    #expect(places(of: names) { $0.hasPrefix("Sources/Base/Vocabulary/") } == [])
  }

  /// An FDF's own words for types of files are some of the same, and stand in their own table.
  @Test func namesOfModuleTypesStandInVocabulary() {
    let names = [
      "SEC", "PEIM", "PEI_CORE", "DXE_CORE", "DXE_DRIVER", "DXE_RUNTIME_DRIVER", "DXE_SMM_DRIVER", "SMM_CORE",
      "MM_STANDALONE", "MM_CORE_STANDALONE", "UEFI_DRIVER", "UEFI_APPLICATION", "USER_DEFINED",
      "HOST_APPLICATION",
    ].map { "\"\($0)\"" }
    let tables = ["Sources/Base/Vocabulary/", "Sources/Formats/Manifests/FDF/FDFFileStatement.swift"]
    #expect(places(of: names) { path in tables.contains { path.hasPrefix($0) } } == [])
  }

  /// A name that is compared without regard to case is a `CaseInsensitiveName`. What is uppercased are values that
  /// edk2 uppercases, such as `TRUE`.
  @Test func namesWithoutRegardToCaseAreTypesOfVocabulary() {
    let found = places(of: [".lowercased() ==", ".lowercased() !=", ".folded =="]) {
      $0.hasPrefix("Sources/Base/Vocabulary/")
    }
    #expect(found == [])
  }

  /// Who takes `..` out of a path asks `TreePath`.
  @Test func thereIsOneNormaliserOfPaths() {
    let found = places(of: ["part == \"..\"", "elementsEqual(\"..\".utf8)"]) {
      $0.hasSuffix("/TreePath.swift")
    }
    #expect(found == [])
  }

  @Test func thereIsOneEditDistance() {
    let found = sources.filter { source in
      source.code.contains { $0.contains("enum EditDistance") || $0.lowercased().contains("levenshtein") }
    }
    #expect(found.map(\.path) == ["Sources/Base/Bytes/EditDistance.swift"])
  }

  @Test func noFileIsLongerThan400Lines() {
    for source in sources {
      #expect(source.code.count <= 401, "\(source.path) has \(source.code.count - 1) lines")
    }
  }

  /// Foundation costs 4 ms at each start; FoundationEssentials stands for JSON where it is needed. Pages gets
  /// Foundation from the template engine, in a program of its own.
  @Test func nothingImportsFoundation() {
    let found = sources.filter { $0.imports.contains { $0.module == "Foundation" } }.map(\.path)
    #expect(found == [])
    let essentials = sources.filter { $0.imports.contains { $0.module == "FoundationEssentials" } }.map(
      \.path)
    #expect(
      essentials.sorted() == [
        "Sources/CommandLine/Pages/PageRequest.swift", "Sources/Render/Text/JSON.swift",
      ])
  }
}
