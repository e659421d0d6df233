import ActionCache
import BuildGraph
import Bytes
import Diagnostics
import Host

/// The programs of a build as the contents of their files: of a compiler also those of the programs and libraries that it
/// runs and links, so that another compiler under the same name is another one.
struct ToolIdentities: Sendable {
  /// By the name that commands have. A program that is missing has none.
  private(set) var digests: [String: Digest] = [:]

  /// - Parameter plan: programs that it makes are not looked for.
  static func find(
    _ plan: BuildPlan, digests: FileDigests, environment: ProcessEnvironment
  ) async -> ToolIdentities {
    var roles: [String: Role] = [:]
    for recipe in plan.recipes {
      for program in plan.programs(of: recipe) where !plan.isMade(program) {
        roles[program] = max(roles[program] ?? .plain, recipe.kind.role)
      }
    }
    let finder = Finder(digests: digests, environment: environment, kiln: plan.environment.kiln)
    return await withTaskGroup(of: (String, Digest?).self) { group in
      for (program, role) in roles {
        group.addTask { (program, await finder.identity(of: program, as: role)) }
      }
      var result = ToolIdentities()
      for await (program, digest) in group { result.digests[program] = digest }
      return result
    }
  }

  /// The environment variables that compilers, assemblers and linkers read, with their values.
  static func variables(_ environment: ProcessEnvironment) -> [String] {
    names.map { "\($0)=\(environment[$0] ?? "")" }
  }

  private static let names = [
    "AS", "COLLECT_GCC_OPTIONS", "COMPILER_PATH", "CPATH", "CPLUS_INCLUDE_PATH", "C_INCLUDE_PATH",
    "GCC_COMPARE_DEBUG",
    "GCC_EXEC_PREFIX", "GNUTARGET", "LDEMULATION", "LD_LIBRARY_PATH", "LD_PRELOAD", "LD_RUN_PATH",
    "LIBRARY_PATH",
    "NASMENV", "OBJC_INCLUDE_PATH", "SOURCE_DATE_EPOCH",
  ]
}

/// What a program does in a build.
private enum Role: Int, Comparable {
  /// It runs no other program of a compiler.
  case plain
  /// It may be the driver of a compiler.
  case compiler
  /// It may be one that links programs for the build machine, with libraries that no command names.
  case hostLinker

  static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
}

extension Recipe.Kind {
  fileprivate var role: Role {
    switch self {
    case .copy, .archive, .archiveHost, .amlToC, .convert, .convertTable, .bindPackages: .plain
    case .linkHost: .hostLinker
    default: .compiler
    }
  }
}

private struct Finder: Sendable {
  let digests: FileDigests
  let environment: ProcessEnvironment
  let kiln: String

  /// What gcc and clang run, and what gcc links into a program for the build machine.
  private static let programs = [
    "cc1", "cc1plus", "lto1", "lto-wrapper", "collect2", "as", "ld", "ld.lld", "lld",
  ]
  private static let plugins = ["specs", "liblto_plugin.so"]
  private static let files =
    plugins + [
      "libgcc.a", "libgcc_s.so.1", "libstdc++.so", "libc.so.6", "libuuid.so",
      "crt1.o",
      "Scrt1.o", "crti.o", "crtn.o", "crtbegin.o", "crtbeginS.o", "crtend.o", "crtendS.o",
    ]

  func identity(of program: String, as role: Role) async -> Digest? {
    guard let path = environment.program(program), let own = digests.digest(of: path) else { return nil }
    var key = KeyWriter("program")
    key.add(own)
    if path == kiln { return key.key }
    let parts = [path] + (role == .plain ? [] : await parts(of: path, linksPrograms: role == .hostLinker))
    for part in parts { key.add(digests.digest(of: part)) }
    for library in await libraries(of: parts) { key.add(digests.digest(of: library)) }
    return key.key
  }

  /// What the driver of a compiler runs, and what it links without being told.
  private func parts(of path: String, linksPrograms: Bool) async -> [String] {
    guard let tool = host(path) else { return [] }
    let questions =
      Self.programs.map { "-print-prog-name=\($0)" }
      + (linksPrograms ? Self.files : Self.plugins).map { "-print-file-name=\($0)" }
    let answers = await withTaskGroup(of: (Int, String?).self) { group in
      for (number, question) in questions.enumerated() {
        group.addTask { (number, await line(of: tool, [question])) }
      }
      var answers: [Int: String] = [:]
      for await (number, answer) in group { answers[number] = answer }
      return answers
    }
    var parts: [String] = []
    for number in questions.indices {
      guard let answer = answers[number] else { continue }
      // A name without a folder is a program in PATH; a file of that name was not found.
      let found =
        number < Self.programs.count ? environment.program(answer) : answer.contains("/") ? answer : nil
      if let found, !parts.contains(found) { parts.append(found) }
    }
    return parts
  }

  private func host(_ path: String) -> HostProgram? {
    try? HostProgram(path, role: "compiles", package: "gcc", environment: environment)
  }

  /// The one line that a program prints; nil if it prints something else or fails.
  private func line(of program: HostProgram, _ arguments: [String]) async -> String? {
    guard let result = try? await program.run(arguments), result.isSuccess else { return nil }
    let lines = result.text.split(separator: "\n")
    return lines.count == 1 ? String(lines[0]) : nil
  }

  /// The shared libraries that the system's linker loads with the programs.
  private func libraries(of programs: [String]) async -> [String] {
    // Its status says whether all are dynamic programs, which they need not be.
    guard let ldd = host("ldd"), let result = try? await ldd.run(programs) else { return [] }
    let paths = result.text.split(separator: "\n").filter { !$0.hasSuffix(":") }.compactMap { line in
      line.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("/") }.map(String.init)
    }
    return Set(paths).sorted()
  }
}
