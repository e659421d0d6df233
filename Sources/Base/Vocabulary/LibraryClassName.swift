/// The name of a library class, the `BaseLib` of `[LibraryClasses]`. edk2 compares it to the letter.
package struct LibraryClassName: Hashable, Sendable {
  package let name: String

  package init(_ name: some StringProtocol) { self.name = String(name) }

  /// The class of instances that are linked into a module without being asked for.
  package static let null = LibraryClassName("NULL")
  /// What AutoGen includes for whoever names it.
  package static let pcd = LibraryClassName("PcdLib")
  /// Of the library that stops the firmware when a stack cookie was overwritten (edk2-stable202411 and later).
  package static let stackCheckFailureHook = LibraryClassName("StackCheckFailureHookLib")
}

extension LibraryClassName: CustomStringConvertible {
  package var description: String { name }
}

extension LibraryClassName: Comparable {
  package static func < (left: LibraryClassName, right: LibraryClassName) -> Bool { left.name < right.name }
}
