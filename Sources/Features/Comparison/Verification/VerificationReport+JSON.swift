import Render
import Vocabulary

extension VerificationReport {
  /// The documented form: all differences.
  package var json: String { JSON.encode(VerificationJSON(summary)) }
}

private struct VerificationJSON: Encodable {
  let schema = "kiln-verify-1"
  let images: [Image]
  let notVerified: [String]
  let unnamed: [Unnamed]
  let missing: [Missing]
  let leftOut: Int

  init(_ summary: VerificationSummary) {
    images = summary.images.map(Image.init)
    notVerified = summary.notVerified
    unnamed = summary.unnamed.map { Unnamed(image: $0.path, sameAs: $0.sameAs) }
    missing = summary.missing.map { Missing(image: $0.name, variant: $0.variant.text) }
    leftOut = summary.leftOut
  }

  struct Unnamed: Encodable {
    let image: String
    let sameAs: String?
  }

  struct Missing: Encodable {
    let image: String
    let variant: String
  }

  struct Image: Encodable {
    let image: String
    let source: String
    let built: String
    let verdict: String
    let size: Int
    let builtSize: Int
    let sha256: String
    let builtSha256: String
    let padding: Padding?
    let random: [Random]
    let randomUnclear: Bool
    let difference: Difference?

    init(_ verification: ImageVerification) {
      image = verification.path
      source = verification.source
      built = verification.built
      verdict = verification.verdict.rawValue
      size = verification.size
      builtSize = verification.builtSize
      sha256 = verification.digest
      builtSha256 = verification.builtDigest
      padding = verification.padding.map { Padding(count: $0.count, byte: Int($0.byte)) }
      random = verification.random.map(Random.init)
      randomUnclear = verification.isRandomUnclear
      difference = verification.difference.map(Difference.init)
    }
  }

  struct Padding: Encodable {
    let count: Int
    let byte: Int
  }

  struct Random: Encodable {
    struct Place: Encodable {
      let module: String
      let offset: Int?
    }

    let kind: String
    var architecture: String?
    /// In hexadecimal, because it may have 64 bits.
    var value: String?
    var symbol: String?
    var pcd: String?
    var count: Int?
    var otherwise: Int?
    let places: [Place]

    init(_ input: RandomInput) {
      switch input.kind {
      case .stackCookie(let machine, let number, let name):
        kind = "stackCookie"
        architecture = machine.name
        value = "0x" + String(number, radix: 16)
        symbol = name
      case .arraySize(let name, let size, let other):
        kind = "arraySize"
        pcd = name.description
        count = size
        otherwise = other
      }
      places = input.places.map { Place(module: $0.module, offset: $0.offset) }
    }
  }

  struct Difference: Encodable {
    struct Stream: Encodable {
      let codec: String
      let size: Int
      let builtSize: Int
      let bytes: ByteDifferenceJSON
    }

    struct Inner: Encodable {
      let bytes: ByteDifferenceJSON
      let place: [String]
    }

    let cause: String
    /// `a` is the image, `b` the build.
    let bytes: ByteDifferenceJSON
    let place: [String]
    /// As in `kiln-diff-images-2`; A is the image, B the build.
    let contents: BuildComparisonJSON.Image?
    let streams: [Stream]
    let inner: Inner?

    init(_ difference: VerifiedDifference) {
      cause = difference.cause.rawValue
      bytes = ByteDifferenceJSON(difference.bytes)
      place = difference.place
      contents = difference.comparison.map { comparison in
        BuildComparisonJSON.Image(BuildComparison.Image(name: comparison.nameA, comparison: comparison))
      }
      streams = difference.streams.map {
        Stream(
          codec: $0.codec, size: $0.size, builtSize: $0.builtSize, bytes: ByteDifferenceJSON($0.bytes))
      }
      inner = difference.inner.map { Inner(bytes: ByteDifferenceJSON($0.bytes), place: $0.place) }
    }
  }
}
