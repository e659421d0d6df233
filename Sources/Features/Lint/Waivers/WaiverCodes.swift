package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let waiverCodes: [Diagnostic.Code] = [
    .waiverExpired, .waiverMalformed, .waiverUnused,
  ]

  package static let waiverExpired = Diagnostic.Code(
    "waiver-expired", "a waiver has passed its last day", .warning,
    explanation: """
      A line of `[UserExtensions.Kiln."Waiver"]` covers findings but its `until` day has gone by.
      The findings are reported again with the old reason as a note, and this warning points to the
      waiver. The date that counts is SOURCE_DATE_EPOCH if that is set, otherwise the day in UTC;
      the day named by `until` is still included.
      """,
    remedy: "Fix what the waiver covered, or set a later day and say why.")

  package static let waiverMalformed = Diagnostic.Code(
    "waiver-malformed", "a waiver cannot be read or gives no reason",
    explanation: """
      A line of `[UserExtensions.Kiln."Waiver"]` has three fields separated by `|`, and optionally a
      fourth: the code, a pattern for the finding's subject or one of the words in it, the reason,
      and the last day. A line that kiln cannot read waives nothing. A waiver without a reason is
      refused on purpose: next year nobody would know whether it is still needed.

          depex-unmet | NetworkPkg/* | no RNG driver before Q3 | until 2027-03-31
      """,
    remedy: "Write `CODE | PATTERN | REASON`, optionally followed by `| until YYYY-MM-DD`.")

  package static let waiverUnused = Diagnostic.Code(
    "waiver-unused", "a waiver matches no finding", .note,
    explanation: """
      No finding of this run has the code of the waiver and a subject that its pattern matches.
      Either the problem was fixed and the waiver is no longer needed, or the pattern or the code is
      misspelt, or the finding only occurs in another configuration. A stale waiver would hide the
      same problem when it returns.
      """,
    remedy: "Remove the waiver, or put it under the `!if` of the configuration that it is meant for.")
}
