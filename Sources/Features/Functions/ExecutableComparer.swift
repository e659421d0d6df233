package import Bytes

/// Knows what the executables of an image were linked from, because it has the folder of their build.
package protocol LinkedModuleSource: Sendable {
  /// The module that an executable was made of.
  func lookUp(_ module: GUID, executable: ArraySlice<UInt8>) -> LinkedModuleLookup
  /// The library that brings a function or variable; nil when the module has it of its own, or nobody knows.
  func library(of part: LinkedModule.Part, in module: GUID, executable: ArraySlice<UInt8>) -> String?
}

/// Compares executables, each two of them once: several images of a build hold the same modules.
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

  /// What differs between executables that are not the same; nil when one of them is none.
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
