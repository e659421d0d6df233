/// The identity of a library instance on one architecture. In ascending order they stand in order of first use.
package struct LibraryID: Hashable, Comparable, Strideable, Sendable {
  fileprivate let index: Int

  init(index: Int) { self.index = index }

  package static func < (left: LibraryID, right: LibraryID) -> Bool { left.index < right.index }

  package func distance(to other: LibraryID) -> Int { other.index - index }

  package func advanced(by distance: Int) -> LibraryID { LibraryID(index: index + distance) }
}

/// One element for each library instance of an architecture, in order of first use.
package struct LibraryTable<Element>: RandomAccessCollection, MutableCollection {
  private var elements: [Element] = []

  package init() {}

  private init(_ elements: [Element]) { self.elements = elements }

  package var startIndex: LibraryID { LibraryID(index: 0) }
  package var endIndex: LibraryID { LibraryID(index: elements.count) }

  package subscript(_ library: LibraryID) -> Element {
    get { elements[library.index] }
    set { elements[library.index] = newValue }
  }

  package func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }

  /// Adds the element of the next library.
  @discardableResult
  package mutating func append(_ element: Element) -> LibraryID {
    elements.append(element)
    return LibraryID(index: elements.count - 1)
  }

  /// A table of the same libraries.
  package func mapValues<Other>(_ transform: (Element) -> Other) -> LibraryTable<Other> {
    LibraryTable<Other>(elements.map(transform))
  }
}

extension LibraryTable: Sendable where Element: Sendable {}
