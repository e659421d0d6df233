import ArgumentParser

/// The steps of a build that a rule runs: ninja calls kiln again for them.
struct Tool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Steps of a build that ninja runs.", shouldDisplay: false,
    subcommands: [
      GenFw.self, Trim.self, AMLToC.self, Guard.self, Sweep.self, DiagnosticsMarkdown.self,
      BuildOptionsMarkdown.self, BaseToolsMarkdown.self,
    ])
}
