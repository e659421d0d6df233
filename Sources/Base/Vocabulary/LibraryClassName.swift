/// The name of a library class, such as the `BaseLib` of `[LibraryClasses]`. edk2 compares it with regard to
/// case.
package struct LibraryClassName: Hashable, Sendable {
  package let name: String

  package init(_ name: some StringProtocol) { self.name = String(name) }

  /// The class of instances that are linked although no module uses the class.
  package static let null = LibraryClassName("NULL")
  /// AutoGen.h includes the header of this class in modules that use it.
  package static let pcd = LibraryClassName("PcdLib")
}

extension LibraryClassName: CustomStringConvertible {
  package var description: String { name }
}

extension LibraryClassName: Comparable {
  package static func < (left: LibraryClassName, right: LibraryClassName) -> Bool { left.name < right.name }
}
