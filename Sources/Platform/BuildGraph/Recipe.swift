package import Vocabulary

/// The commands that several actions share, with holes where actions differ: a rule, to ninja.
package struct Recipe: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case compile = "CC"
    case compileTable = "ASLCC"
    case linkTable = "ASLDLINK"
    case convertTable = "ACPI"
    case assemble = "ASM"
    case preprocessAssembly = "PP"
    case assembleNASM = "NASM"
    case assembleBinary = "NASMB"
    case assemble16 = "ASM16"
    case compileForms = "VFR"
    case expandASL = "ASLINC"
    case compileASL = "ASL"
    case amlToC = "AMLTOC"
    case compileDeviceTree = "DTC"
    case bindPackages = "HII"
    case archive = "AR"
    case link = "LINK"
    case convert = "GENFW"
    case copy = "COPY"
    case compileHost = "HOSTCC"
    case archiveHost = "HOSTAR"
    case linkHost = "HOSTLD"
    case generateHost = "HOSTGEN"

    /// Whether the launcher is put in front, and compile_commands.json lists it.
    package var isCompile: Bool { self == .compile || self == .compileTable }
  }

  package var kind: Kind
  /// For progress lines; nil for host tools.
  package var architecture: Architecture?
  /// One after the other, as long as they succeed.
  package var steps: [Step]
  /// Whether the commands leave `<output>.deps`, a makefile rule with what was read.
  package var hasDepfile = false
  /// Whether the inputs are listed, one a line, in the file at `Place.list`.
  package var hasListFile = false
  /// Whether outputs that stay equal are left untouched.
  package var keepsEqualOutput = false

  /// One program and what it is given.
  package struct Step: Hashable, Sendable {
    package var arguments: [Argument]
    /// Where its standard output goes.
    package var output: [Piece]?
    /// Keeps what it says to itself unless it fails; where that is put meanwhile.
    package var quietLog: [Piece]?

    init(_ arguments: [Argument], output: [Piece]? = nil, quietLog: [Piece]? = nil) {
      self.arguments = arguments
      self.output = output
      self.quietLog = quietLog
    }
  }

  package enum Argument: Hashable, Sendable {
    /// Words that many recipes may share.
    case words([String])
    /// One word.
    case word([Piece])
    /// All inputs, a word each.
    case inputs
  }

  package enum Piece: Hashable, Sendable {
    case text(String)
    case output
    case place(Action.Place)
  }

  init(_ kind: Kind, _ architecture: Architecture?, _ steps: [Step]) {
    self.kind = kind
    self.architecture = architecture
    self.steps = steps
  }
}

extension Recipe {
  /// The commands of an action, program and arguments, with no hole left.
  package func commands(of action: Action) -> [[String]] {
    steps.map { step in step.arguments.flatMap { words($0, of: action) } }
  }

  func words(_ argument: Argument, of action: Action) -> [String] {
    switch argument {
    case .words(let words): words
    case .word(let pieces): [text(pieces, of: action)]
    case .inputs: action.inputs
    }
  }

  package func text(_ pieces: [Piece], of action: Action) -> String {
    pieces.reduce(into: "") { result, piece in
      switch piece {
      case .text(let text): result += text
      case .output: result += action.output
      case .place(let place): result += action.places[place] ?? ""
      }
    }
  }

  /// The file that tells ninja what was read.
  static let depfile: [Piece] = [.output, .text(".deps")]
  static let depfileFlags: [Argument] = [.words(["-MMD", "-MF"]), .word(depfile)]

  /// The action's intermediate file with this extension.
  static func stem(_ fileExtension: String) -> [Piece] { [.place(.stem), .text(".\(fileExtension)")] }
}
