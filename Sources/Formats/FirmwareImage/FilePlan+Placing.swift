internal import Bytes

extension FilePlan {
  /// The file at offset 0, before it is moved or its padding shrinks.
  ///
  /// - Throws: `VolumePlanError.alignment`.
  func laidOut() throws(VolumePlanError) -> PlacedFile {
    let contents: PlacedFile.Contents
    let dataSize: Int
    var wanted = alignment
    switch self.contents {
    case .bytes(let bytes):
      contents = .bytes(bytes)
      dataSize = bytes.count
    case .sections(let plans):
      do throws(SectionAlignmentError) {
        let sections = try PlacedSections(plans, reducesPadding: isFixed)
        contents = .sections(sections)
        dataSize = sections.size
        wanted = max(wanted, sections.alignment)
      } catch {
        throw .alignment(file: name, bytes: error.bytes)
      }
    }
    guard wanted.nonzeroBitCount == 1, let code = FFSAlignment(atLeast: wanted) else {
      throw .alignment(file: name, bytes: wanted)
    }
    var attributes: FFSFile.Attributes = []
    if isFixed { attributes.insert(.fixed) }
    if hasChecksum { attributes.insert(.checksum) }
    attributes.alignment = code
    let isLarge = dataSize + 24 >= FFSHeader.largeFrom
    if isLarge { attributes.insert(.largeFile) }
    return PlacedFile(
      name: name, type: type, attributes: attributes, offset: 0, size: dataSize + (isLarge ? 32 : 24),
      contents: contents)
  }
}

extension PlacedFile {
  /// Removes `excess` bytes from the padding of a FIXED file; false if it has too little.
  ///
  /// The file then only fits its current offset, so its alignment no longer applies.
  mutating func reducePadding(by excess: Int) -> Bool {
    guard attributes.contains(.fixed), case .sections(var sections) = contents,
      sections.reducePadding(by: excess)
    else { return false }
    contents = .sections(sections)
    size -= excess
    attributes.alignment = FFSAlignment(rawValue: 0)
    return true
  }
}
