package import Bytes

/// The link output of a build, which has the modules that an image's executables were made from.
package protocol LinkedModuleSource: Sendable {
  /// The linked module of an executable.
  func lookUp(_ module: GUID, executable: ArraySlice<UInt8>) -> LinkedModuleLookup
  /// The library of a function or variable; nil if it is the module's own or unknown.
  func library(of part: LinkedModule.Part, in module: GUID, executable: ArraySlice<UInt8>) -> String?
}

/// Compares executables. Results are cached, because several images of a build contain the same modules.
package struct ExecutableComparer {
  let a: (any LinkedModuleSource)?
  let b: (any LinkedModuleSource)?
  private var known: [Key: ExecutableDifference?] = [:]

  private struct Key: Hashable {
    let module: GUID
    let a: ArraySlice<UInt8>
    let b: ArraySlice<UInt8>
  }

  package init(a: (any LinkedModuleSource)?, b: (any LinkedModuleSource)?) {
    self.a = a
    self.b = b
  }

  /// The differences between two executables that are not equal; nil if either is not an executable.
  package mutating func difference(of module: GUID, _ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>)
    -> ExecutableDifference?
  {
    let key = Key(module: module, a: one, b: other)
    if let found = known[key] { return found }
    let (a, b) = (a, b)
    let difference = ExecutableDifference(
      one, other,
      modules: (
        a?.lookUp(module, executable: one) ?? .unknown, b?.lookUp(module, executable: other) ?? .unknown
      ),
      libraryInA: { a?.library(of: $0, in: module, executable: one) },
      libraryInB: { b?.library(of: $0, in: module, executable: other) })
    known[key] = .some(difference)
    return difference
  }
}
