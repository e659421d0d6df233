import Bytes
import Functions
import Render

extension BuildComparisonReport {
  /// The documented form: all differences, and the number of equal files.
  package var json: String { JSON.encode(BuildComparisonJSON(comparison)) }
}

/// The images of a comparison in JSON.
struct BuildComparisonJSON: Encodable {
  /// Version 2 has several images, and a verdict for files that differ only in layout.
  let schema = "kiln-diff-images-2"
  let a: String
  let b: String
  let differs: Bool
  let onlyInA: [String]
  let onlyInB: [String]
  let images: [Image]

  init(_ comparison: BuildComparison) {
    a = comparison.nameA
    b = comparison.nameB
    differs = comparison.differs
    onlyInA = comparison.onlyInA
    onlyInB = comparison.onlyInB
    images = comparison.images.map(Image.init)
  }

  struct Image: Encodable {
    let name: String
    let differs: Bool
    let repeats: String?
    let sameFiles: Int
    let files: [File]
    let regions: [Region]
    let streams: [Stream]

    init(_ image: BuildComparison.Image) {
      name = image.name
      differs = image.comparison.differs
      repeats = image.repeats
      sameFiles = image.comparison.files.count { $0.verdict == .same }
      files = image.comparison.files.filter { $0.verdict != .same }.map(File.init)
      regions = image.comparison.regions.filter { !$0.isSame || $0.usedA != $0.usedB }.map(Region.init)
      streams = image.comparison.streams.map(Stream.init)
    }
  }

  struct File: Encodable {
    let volume: String
    let guid: String
    let name: String
    let verdict: String
    let sizeA: Int?
    let sizeB: Int?
    let flashA: Double?
    let flashB: Double?
    let sections: [Section]

    init(_ row: ImageComparison.FileRow) {
      volume = row.volume
      guid = row.guid.description
      name = row.name
      verdict = row.verdict.rawValue
      sizeA = row.sizeA
      sizeB = row.sizeB
      flashA = row.flashA
      flashB = row.flashB
      sections = row.sections.filter { !$0.isSame }.map(Section.init)
    }
  }

  struct Section: Encodable {
    let type: String
    let sizeA: Int?
    let sizeB: Int?
    let differingBytes: Int?
    let bytes: ByteDifferenceJSON?
    let executable: Executable?

    init(_ row: ImageComparison.SectionRow) {
      type = row.type
      sizeA = row.sizeA
      sizeB = row.sizeB
      differingBytes = row.differingBytes
      bytes = row.bytes.map(ByteDifferenceJSON.init)
      executable = row.executable.map(Executable.init)
    }
  }

  struct Executable: Encodable {
    let symbols: String
    let sameParts: Int?
    let changes: [Change]?
    let constantsOnlyInA: Int?
    let constantsOnlyInB: Int?
    let areas: [Area]
    let layout: [String]

    init(_ difference: ExecutableDifference) {
      symbols = difference.symbols.rawValue
      sameParts = difference.code?.sameParts
      changes = difference.code?.changes.map(Change.init)
      constantsOnlyInA = difference.code?.constants?.onlyInA
      constantsOnlyInB = difference.code?.constants?.onlyInB
      areas = difference.areas.map(Area.init)
      layout = difference.layout.map { String(describing: $0) }
    }
  }

  struct Change: Encodable {
    let name: String
    let formerName: String?
    let kind: String
    let library: String?
    let sizeA: Int?
    let sizeB: Int?
    let differingBytes: Int?
    let numbersGrewBy: Int?
    let from: String?
    let to: String?

    init(_ change: CodeDifference.Change) {
      name = change.name
      formerName = change.formerName
      kind = change.kind.rawValue
      library = change.library
      sizeA = change.sizeA
      sizeB = change.sizeB
      var bytes: Int?
      var step: Int?
      var ends: (from: String, to: String)?
      switch change.cause {
      case .bytes(let count)?: bytes = count
      case .numbers(let by)?: step = by
      case .reference(let from, let to)?: ends = (from, to)
      case nil: break
      }
      differingBytes = bytes
      numbersGrewBy = step
      from = ends?.from
      to = ends?.to
    }
  }

  struct Area: Encodable {
    let name: String
    let sizeA: Int?
    let sizeB: Int?
    let differingBytes: Int?

    init(_ area: ExecutableDifference.Area) {
      name = area.name
      sizeA = area.sizeA
      sizeB = area.sizeB
      differingBytes = area.differingBytes
    }
  }

  struct Region: Encodable {
    let name: String
    let sizeA: Int?
    let sizeB: Int?
    let usedA: Int?
    let usedB: Int?
    let bytes: ByteDifferenceJSON?
    /// The offset of the compared bytes in the image.
    let offset: Int?

    init(_ row: ImageComparison.RegionRow) {
      name = row.name
      sizeA = row.sizeA
      sizeB = row.sizeB
      usedA = row.usedA
      usedB = row.usedB
      bytes = row.bytes.map(ByteDifferenceJSON.init)
      offset = row.offset
    }
  }

  struct Stream: Encodable {
    let codecA: String?
    let codecB: String?
    let encodedA: Int?
    let encodedB: Int?
    let decodedA: Int?
    let decodedB: Int?

    init(_ row: ImageComparison.StreamRow) {
      codecA = row.codecA
      codecB = row.codecB
      encodedA = row.encodedA
      encodedB = row.encodedB
      decodedA = row.decodedA
      decodedB = row.decodedB
    }
  }
}

/// Bytes that differ: the first of them in hexadecimal, and the functions and variables that have some.
struct ByteDifferenceJSON: Encodable {
  struct Part: Encodable {
    let name: String
    let library: String
    let size: Int
    let first: Int
    let count: Int
  }

  let first: Int
  let last: Int
  let count: Int
  let a: String
  let b: String
  let parts: [Part]

  init(_ bytes: ByteDifference) {
    first = bytes.first
    last = bytes.last
    count = bytes.count
    a = bytes.valuesA.hexadecimalDigits
    b = bytes.valuesB.hexadecimalDigits
    parts = bytes.parts.map {
      Part(name: $0.name, library: $0.library, size: $0.size, first: $0.first, count: $0.count)
    }
  }
}
