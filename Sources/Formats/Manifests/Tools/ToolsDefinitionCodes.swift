package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let toolsDefinitionCodes: [Diagnostic.Code] = [
    .toolsLineMalformed
  ]

  package static let toolsLineMalformed = Diagnostic.Code(
    "tools-line-malformed", "a line of tools_def.txt is not an assignment", .warning,
    explanation: """
      tools_def.txt consists of lines NAME = value, DEFINE NAME = value and !include path. This line has
      no `=`. kiln passes over it, as edk2 does, so whatever it was meant to set keeps its old value. A
      flag that was broken over two lines is a typical cause, as there are no continuation lines in this
      file:

          *_GCC5_X64_CC_FLAGS = DEF(GCC5_X64_CC_FLAGS)
            -Wno-error
      """,
    remedy: "Write NAME = value on one line, or put `#` in front of a comment.")
}
