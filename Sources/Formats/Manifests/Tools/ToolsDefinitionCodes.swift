package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let toolsDefinitionCodes: [Diagnostic.Code] = [
    .toolsLineMalformed, .toolsCommentInline,
  ]

  package static let toolsCommentInline = Diagnostic.Code(
    "tools-comment-inline", "a line of tools_def.txt has a comment behind its value",
    explanation: """
      In tools_def.txt a comment stands on a line of its own. Behind a value it is part of the value, and
      becomes an argument of a compiler, or hides the options behind it. Since edk2-stable202605, edk2's
      `build` refuses such a line, and so does kiln in a tree with these tools. In an older tree, kiln
      takes the comment as part of the value, as the tools there do.
      """,
    remedy: "Move the comment to a line of its own.")

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
