import Functions

/// `kiln diff` of images and builds.
package struct BuildComparisonReport {
  let comparison: BuildComparison

  package init(_ comparison: BuildComparison) { self.comparison = comparison }

  /// The maximum number of functions that the text lists for a module.
  static let mostChanges = 25
  /// The width of wrapped lines in characters.
  static let width = 100

  package var text: String {
    guard comparison.differs else { return sameContent }
    var text = "A: \(comparison.nameA)\nB: \(comparison.nameB)\n"
    if !comparison.onlyInA.isEmpty { text += "\nonly in A: \(comparison.onlyInA.joined(separator: ", "))\n" }
    if !comparison.onlyInB.isEmpty { text += "\nonly in B: \(comparison.onlyInB.joined(separator: ", "))\n" }
    for image in comparison.images where image.comparison.differs && image.repeats == nil {
      if isSet { text += "\n\(image.name)\n" }
      text += ImageComparisonText(image.comparison).text
    }
    for image in comparison.images {
      if let other = image.repeats { text += "\n\(image.name) differs in the same way as \(other)\n" }
    }
    let same = comparison.images.filter { !$0.comparison.differs }.map(\.name)
    if !same.isEmpty { text += "\nsame content: \(same.joined(separator: ", "))\n" }
    if lacksSymbols {
      text += "\nFunctions are not compared: that needs the images in the folders of their builds.\n"
    }
    return text
  }

  /// Whether more than one pair of images is compared.
  var isSet: Bool {
    comparison.images.count != 1 || !comparison.onlyInA.isEmpty || !comparison.onlyInB.isEmpty
  }

  private var sameContent: String {
    guard comparison.images.count == 1 else {
      return "same content: \(comparison.images.map(\.name).joined(separator: ", "))\n"
    }
    let image = comparison.images[0].comparison
    return "same content: \(image.files.count) files in \(image.regions.count) regions\n"
  }

  /// Whether functions could have been compared if link maps were known.
  var lacksSymbols: Bool {
    comparison.images.contains { image in
      image.comparison.files.contains { file in
        file.verdict == .different && file.sections.contains { $0.executable?.symbols == .unknown }
      }
    }
  }
}
