import BuildGraph
import Diagnostics
import Host
import Vocabulary

/// Whether the C compilers of a plan generate code for the architectures that they are to compile for.
///
/// tools_def takes the prefix of a cross compiler from the environment. Without it, the compiler of the build machine
/// runs, and says only that it does not know some option.
struct CompilerCheck {
  let plan: BuildPlan
  let environment: ProcessEnvironment
  /// Environment variables that tools_def reads.
  let variables: Set<String>
  let toolchain: String

  /// A compiler for another architecture is an error in `diagnostics`. Clang compiles for any target, GCC for that which it
  /// was built for.
  func check(_ diagnostics: inout DiagnosticList) async {
    var seen: Set<Architecture> = []
    for action in plan.actions {
      let recipe = plan.recipes[action.recipe]
      guard recipe.kind == .compile, let architecture = recipe.architecture,
        seen.insert(architecture).inserted,
        let program = plan.commands(of: action).first?.dropFirst(plan.environment.launcher.count).first,
        CompilerFamily(program: program) == .gcc, let path = environment.program(program),
        let target = await target(path), !architecture.isTarget(target)
      else { continue }
      diagnostics.add(
        .compilerForeign(program, target: target, architecture, variable: variable(for: architecture)))
    }
  }

  /// Such as `x86_64-linux-gnu`; nil if the program does not say it.
  private func target(_ path: String) async -> String? {
    guard let program = try? HostProgram(path, role: "compiles", package: "gcc", environment: environment),
      let result = try? await program.run(["-dumpmachine"]), result.isSuccess
    else { return nil }
    let line = result.text.split(separator: "\n").first.map(String.init)
    return line.flatMap { $0.contains("-") ? $0 : nil }
  }

  private func variable(for architecture: Architecture) -> String? {
    let name = "\(toolchain)_\(architecture)_PREFIX"
    return variables.contains(name) ? name : nil
  }
}

extension Architecture {
  /// Whether GCC's target is of this architecture; true for one that kiln does not know.
  fileprivate func isTarget(_ target: String) -> Bool {
    guard let facts, let processor = facts.gnuProcessor else { return true }
    let found = target.prefix { $0 != "-" }
    // One x86 compiler has both, with -m32.
    if facts.family == .x86 { return found == "x86_64" || (found.hasPrefix("i") && found.hasSuffix("86")) }
    return found.hasPrefix(processor) || processor.hasPrefix(found)
  }
}

extension Diagnostic {
  fileprivate static func compilerForeign(
    _ program: String, target: String, _ architecture: Architecture, variable: String?
  ) -> Diagnostic {
    let prefix = architecture.facts?.debianPrefix ?? ""
    let package = DebianPackage.containing("\(prefix)gcc")
    return Diagnostic(
      .compilerForeign, at: .commandLine,
      "expected a compiler for \(architecture), found \(program), which compiles for \(target)",
      fix: variable.map { "install \(package), and set \($0)=\(prefix)" } ?? "install \(package), and use it")
  }
}
