import ActionCache
import BuildGraph
import Bytes
import Diagnostics
import Host

/// Looks at what actions have read and written after they ran, and keeps it in the cache.
struct ActionRecorder: Sendable {
  let plan: BuildPlan
  let cache: ActionCache
  let digests: FileDigests
  /// Files whose digests were taken before the actions started.
  let known: Set<String>
  /// When the actions started, in nanoseconds since 1970-01-01 UTC.
  let started: Int64
  /// Whether SOURCE_DATE_EPOCH is set.
  let hasFixedDate: Bool

  /// nil if the result cannot be relied on: a file has changed since the action started, or an output is missing.
  func record(_ number: Int, _ keys: inout ActionKeys) -> BuildLedger.Entry? {
    let (action, folder) = (plan.actions[number], plan.environment.output)
    let recipe = plan.recipe(of: action)
    let files = FileSystem()
    let inputs = keys.inputs(of: action)
    var set = ReadSet([String]())
    if recipe.hasDepfile {
      let listing = "\(action.output).deps"
      guard let bytes = try? files.contents(of: listing) else { return nil }
      let listed = ReadListing.paths(in: bytes, folder: folder).subtracting(inputs).subtracting(
        action.outputs)
      set = ReadSet(listed.map { keys.paths.portable($0) })
      files.remove(listing)
    }
    // In the order of the read set, which is the same in every place.
    let reads = set.paths.compactMap { keys.paths.absolute($0) }
    guard let command = keys.command(action, { digests.digest(of: $0) }) else { return nil }
    let key = keys.result(command, action, keys.facts(of: reads) { digests.digest(of: $0) })
    // What is listed as read and does not exist is gone by now, or the listing was misunderstood.
    guard (inputs + reads).allSatisfy(isSteady), reads.allSatisfy({ digests.digest(of: $0) != nil }) else {
      return nil
    }

    var written: [(file: ActionResult.File, bytes: [UInt8])] = []
    for path in action.outputs {
      let signature = FileSignature(of: path)
      guard let bytes = try? files.contents(of: path) else {
        if path == action.output { return nil }
        continue
      }
      let entry = FileDigests.Entry(signature: signature, bytes: bytes)
      guard let digest = entry.digest else { return nil }
      digests.note(path, entry)
      written.append(
        (
          ActionResult.File(
            path: path, digest: digest, size: bytes.count, isExecutable: files.isExecutable(path)), bytes
        ))
    }
    if !cache.isOff, !dependsOnTime(action.inputs + reads) {
      let isPlaced = written.contains {
        isOfThisPlace($0.bytes, keys.paths, inputs + reads + [action.output])
      }
      let result = ActionResult(
        files: written.map { file, _ in
          var file = file
          file.path = keys.paths.portable(file.path)
          return file
        })
      cache.store(
        result, for: key, placed: isPlaced ? keys.placed(key) : nil, contents: written.map(\.bytes))
      if recipe.hasDepfile { cache.store(set, of: command) }
    }
    return BuildLedger.Entry(key: key, reads: reads, outputs: written.map(\.file))
  }

  /// Without SOURCE_DATE_EPOCH what a compiler writes for `__DATE__` is of no use to another build.
  private func dependsOnTime(_ files: [String]) -> Bool {
    !hasFixedDate && files.contains { digests.entry($0)?.mentionsTime ?? false }
  }

  /// Whether the file is as it was when the action started.
  private func isSteady(_ path: String) -> Bool {
    guard let entry = digests.entry(path), FileSignature(of: path) == entry.signature else { return false }
    if known.contains(path) || plan.isMade(path) { return true }
    guard case .present(_, _, _, let changed) = entry.signature else { return true }
    return changed < started
  }

  /// Whether the bytes may be others in another folder. Sections for link-time optimisation are compressed, so nobody
  /// sees whether they contain a path: then it counts whether one of the files that were read has a path that
  /// `--path-map` or `--reproducible` does not replace.
  private func isOfThisPlace(_ bytes: [UInt8], _ paths: PortablePaths, _ files: [String]) -> Bool {
    if paths.isMentioned(in: bytes) { return true }
    guard ByteSearch.contains(Array(".gnu.lto_".utf8), in: bytes) else { return false }
    return files.contains { file in
      let written = plan.environment.mapped(file)
      return paths.portable(written) != written
    }
  }
}
