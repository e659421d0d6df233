package import Vocabulary

/// How a module came to a library.
package struct LibraryUse: Sendable {
  package enum Reason: Hashable, Sendable {
    /// The module, or a library that it links, has the class in [LibraryClasses].
    case libraryClass(LibraryClassName)
    /// The platform links it without a class, in a `NULL|…` line.
    case null
  }

  package var reason: Reason
  package var library: LibraryID
  /// Where the platform or an INF says that this instance is taken, and what that overrode.
  package var instance: Fact<String>
  /// The INF that asked for the library first: the module's own or a library's.
  package var wantedBy: String

  /// The class as the DSC writes it: `NULL` for a library that is linked without one.
  package var libraryClass: LibraryClassName {
    switch reason {
    case .libraryClass(let name): name
    case .null: .null
    }
  }
}
