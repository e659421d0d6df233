package import Vocabulary

/// Whether an image is what a source tree gives.
package struct ImageVerification: Equatable, Sendable {
  package enum Verdict: String, Sendable {
    case equal
    /// Equal to what the tree gives with the random inputs of the image.
    case equalButForRandom
    case different
  }

  /// The image: path as typed.
  package var path: String
  /// The platform or variant that was built.
  package var source: String
  /// The built file, such as `OVMF_CODE.fd`.
  package var built: String
  /// In bytes.
  package var size: Int
  /// The size of the built file in bytes, without padding.
  package var builtSize: Int
  /// What the image has behind the built file, and is expected there; nil for nothing.
  package var padding: Padding?
  /// SHA-256, in hexadecimal.
  package var digest: String
  /// SHA-256 of the built file with the padding, in hexadecimal.
  package var builtDigest: String
  /// What was taken out of the image, in the order of architectures.
  package var random: [RandomInput]
  /// Whether the image may have random inputs that could not be told from other differences.
  package var isRandomUnclear = false
  /// nil if all bytes are equal.
  package var difference: VerifiedDifference?

  package var verdict: Verdict {
    difference != nil ? .different : random.isEmpty ? .equal : .equalButForRandom
  }

  /// Bytes behind an image, all of one value.
  package struct Padding: Equatable, Sendable {
    package var count: Int
    package var byte: UInt8

    package init(count: Int, byte: UInt8) {
      self.count = count
      self.byte = byte
    }
  }

  package init(
    path: String, source: String, built: String, size: Int, builtSize: Int, padding: Padding?,
    digest: String, builtDigest: String, random: [RandomInput], difference: VerifiedDifference?
  ) {
    self.path = path
    self.source = source
    self.built = built
    self.size = size
    self.builtSize = builtSize
    self.padding = padding
    self.digest = digest
    self.builtDigest = builtDigest
    self.random = random
    self.difference = difference
  }
}

/// What edk2's `build` decides at random, as an image has it.
package struct RandomInput: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// A number that the variable `symbol` is initialised with.
    case stackCookie(Architecture, value: UInt64, symbol: String)
    /// The number of elements of the array of a library's PCD, where either of two is possible.
    case arraySize(PCDName, count: Int, otherwise: Int)
  }

  package struct Place: Equatable, Sendable {
    package var module: String
    /// Offset in bytes in the PE32 file that the module's build gives; nil if it is not known.
    package var offset: Int?

    package init(module: String, offset: Int?) {
      self.module = module
      self.offset = offset
    }
  }

  package var kind: Kind
  /// In the order of the platform's modules.
  package var places: [Place]

  package init(_ kind: Kind, places: [Place]) {
    self.kind = kind
    self.places = places
  }
}

/// What several images came to, and what was not looked at.
package struct VerificationSummary: Equatable, Sendable {
  package var images: [ImageVerification] = []
  /// Images that could not be verified. There is an error for each.
  package var notVerified: [String] = []
  /// Images of a folder that no variant names.
  package var unnamed: [Unnamed] = []
  /// Names of images of the selected variants that were not found, with the variant.
  package var missing: [Missing] = []
  /// How many variants of the file `--only` left out.
  package var leftOut = 0

  package struct Unnamed: Equatable, Sendable {
    package var path: String
    /// A verified image with the same bytes.
    package var sameAs: String?

    package init(path: String, sameAs: String? = nil) {
      self.path = path
      self.sameAs = sameAs
    }
  }

  package struct Missing: Equatable, Sendable {
    package var name: String
    package var variant: VariantName

    package init(name: String, variant: VariantName) {
      self.name = name
      self.variant = variant
    }
  }

  package init() {}

  package var differs: Bool { images.contains { $0.verdict == .different } }
}
