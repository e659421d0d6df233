package import Vocabulary

/// Commands that several actions share, with placeholders for the paths of an action. It becomes a rule of
/// ninja.
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

    /// Whether the launcher is used and compile_commands.json lists the command.
    package var isCompile: Bool { self == .compile || self == .compileTable }
  }

  package var kind: Kind
  /// For progress messages; nil for host tools.
  package var architecture: Architecture?
  /// Run in order until one fails.
  package var steps: [Step]
  /// Whether the commands write `<output>.deps`, a makefile rule with the files that were read.
  package var hasDepfile = false
  /// Whether the inputs are listed, one per line, in the file at `Place.list`.
  package var hasListFile = false
  /// Whether outputs that do not change are left untouched.
  package var keepsEqualOutput = false

  /// One program with its arguments.
  package struct Step: Hashable, Sendable {
    package var arguments: [Argument]
    /// The file that receives its standard output.
    package var output: [Piece]?
    /// The file that receives its messages, which are shown only if it fails.
    package var quietLog: [Piece]?

    init(_ arguments: [Argument], output: [Piece]? = nil, quietLog: [Piece]? = nil) {
      self.arguments = arguments
      self.output = output
      self.quietLog = quietLog
    }
  }

  package enum Argument: Hashable, Sendable {
    /// Literal words, which other recipes may share.
    case words([String])
    /// One word.
    case word([Piece])
    /// All inputs, one word each.
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
  /// The commands of an action, program and arguments, without placeholders.
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

  /// The file from which ninja learns what was read.
  static let depfile: [Piece] = [.output, .text(".deps")]
  static let depfileFlags: [Argument] = [.words(["-MD", "-MF"]), .word(depfile)]

  /// gcc draws a number for the names of LTO sections, which makes every object another one. The seed differs from file
  /// to file, as gcc's manual asks, and is the same in every build folder.
  static let seed: [Argument] = [.word([.text("-frandom-seed="), .output])]

  /// The action's intermediate file with the given extension.
  static func stem(_ fileExtension: String) -> [Piece] { [.place(.stem), .text(".\(fileExtension)")] }
}
