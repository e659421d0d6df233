import Diagnostics

/// Work on several values at once.
enum SideBySide {
  /// The results in the order of the values.
  ///
  /// - Parameter limit: how many are worked on at once; the results do not depend on it.
  static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value], atOnce limit: Int = .max, _ work: @escaping @Sendable (Value) async -> Result
  ) async -> [Result] {
    let results = await withTaskGroup(of: (Int, Result).self) { group in
      var results: [Int: Result] = [:]
      for (index, value) in values.enumerated() {
        if index >= max(1, limit), let (done, result) = await group.next() { results[done] = result }
        group.addTask { (index, await work(value)) }
      }
      for await (done, result) in group { results[done] = result }
      return results
    }
    return values.indices.compactMap { results[$0] }
  }

  /// The results in the order of the values; the first error of the order, if there is one.
  static func run<Value: Sendable, Result: Sendable>(
    _ values: [Value], _ work: @escaping @Sendable (Value) async throws(DiagnosticError) -> Result
  ) async throws(DiagnosticError) -> [Result] {
    let results = await map(values) { value -> Swift.Result<Result, DiagnosticError> in
      do throws(DiagnosticError) { return .success(try await work(value)) } catch { return .failure(error) }
    }
    var ordered: [Result] = []
    for result in results { ordered.append(try result.get()) }
    return ordered
  }
}
