import Comparison
import Diagnostics
import Host
import PlatformModel
import Render

extension DriftCommand {
  /// What a change leaves undone in siblings, and what of it no configuration reads.
  func gate(
    _ subject: Subject, _ loader: FamilyLoader, since: String
  ) async throws(DiagnosticError) -> ExitStatus {
    let family = subject.family
    let store = BlobStore()
    let after = try await tree(store)
    let base = try await RevisionWorkspace(
      since, folder: workspace, store: store, disk: files, environment: environment)
    var reader = ChangeReader(
      family, variants: subject.variants, loader: loader, base: base, after: after)
    try await reader.start()
    try check(subject, reader.members(.after))
    // From here on it is known which lines have changed; configurations are added until each is read.
    var search = ChangeSearch(reader, ChangeCoverage(try await reader.manifests()))
    try await search.run()
    var examiner = ChangeExaminer(
      search.reader, switches: search.switches, manifests: search.coverage.manifests, today: loader.today)
    let (gate, configurations) = try await examiner.run()
    reader = examiner.reader
    context.warn(try defineUse(reader).warnings)

    let range = "\(base.commit)..\(after.commit)"
    let authors = try await LineAuthors(gate, repository: base.repository, range: range, roots: [after.root])
    let manifests = Dictionary(family.members.map { ($0.name, $0.words[0]) }) { first, _ in first }
    let commits = try await base.repository.commits(
      in: range, touching: search.coverage.manifests.map(\.path))
    let names = { (sides: Set<Int>) in sides.sorted().map { family.members[$0].name } }
    let (old, new) = (Set(reader.members(.before)), Set(reader.members(.after)))
    let variants = subject.variants?.coverage(reader.members(.after), workspace: workspace)
    let examination = DriftExamination(
      family: family.name, coverage: search.coverage, gate: gate, configurations: configurations,
      switches: reader.configurations.reduce(into: Set<String>()) { $0.formUnion($1.switches) }.sorted()
        .map { .init(name: $0, members: search.switches.members[$0] ?? []) },
      foreign: reader.foreign, arrived: names(new.subtracting(old)), gone: names(old.subtracting(new)),
      commits: commits.map { .init(hash: $0.hash, author: $0.author, day: $0.day, title: $0.title) },
      findings: (variants?.errors ?? []) + gate.findings(manifests: manifests) { authors[$0] }
        + search.coverage.findings(before: since),
      variants: variants?.coverage)
    let report = DriftGateReport(
      examination, roots: [after.root, base.files.root], version: kilnVersion,
      paths: findingFiles.paths(revisions: [after.root, base.files.root].filter { $0.hasSuffix(":.") }))
    try findingFiles.write(output.files) { report.text(in: $0) }
    console.print(report.text(in: output.format))
    if output.format == .text { context.report(examination.findings) }
    if !gate.breakages.isEmpty || search.coverage.openCount > 0 || !examination.hasAllVariants {
      return .error
    }
    return gate.changes.isEmpty ? .fine : .differs
  }

  private func defineUse(_ reader: ChangeReader) throws(DiagnosticError) -> DefineUse {
    var use = DefineUse()
    for member in reader.members(.after) {
      guard let reading = reader.reading(member, 0, .after) else { continue }
      let names = try reader.selection(member, 0).defines.map { String($0.prefix { $0 != "=" }) }
      use.add(DefineUse(given: names, uses: reading.uses))
    }
    return use
  }
}
