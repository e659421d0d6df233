import ArgumentParser
import Host
import KilnDriver

struct Cache: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show, check or empty the action cache.",
    discussion: """
      Builds keep what compilers and linkers write in ~/.cache/kiln/actions, or in the folder that \
      KILN_ACTION_CACHE names, and take it from there when the same command has the same inputs. The cache holds \
      at most 5 GiB, or KILN_ACTION_CACHE_SIZE (such as 20G); what was not used for the longest time is removed \
      first. KILN_NO_CACHE=1, or --no-cache, builds without it.
      """,
    subcommands: [Stats.self, Clean.self, Verify.self])

  struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the number of results and their size.")

    @Flag(help: "Print as JSON, with the schema kiln-cache-1.")
    var json = false

    func run() async throws {
      try finish(await CacheCommand(.stats, json: json, context: Context(Console())).run())
    }
  }

  struct Clean: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove all results.")

    func run() async throws {
      try finish(await CacheCommand(.clean, json: false, context: Context(Console())).run())
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read everything, and remove what is damaged; exit code 3 if something is.")

    @Flag(help: "Print as JSON, with the schema kiln-cache-1.")
    var json = false

    func run() async throws {
      try finish(await CacheCommand(.verify, json: json, context: Context(Console())).run())
    }
  }
}
