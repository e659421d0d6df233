package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let dispatchCodes: [Diagnostic.Code] = [
    .archProtocolMissing, .depexUnmet,
  ]

  package static let archProtocolMissing = Diagnostic.Code(
    "arch-protocol-missing", "no module in flash produces an architectural protocol",
    explanation: """
      The image has a DXE core, but no module that can be started produces one of the architectural
      protocols (PI 1.8 Vol 2, 12), such as gEfiTimerArchProtocolGuid. UEFI drivers and DXE drivers
      without a depex wait for all of them, and after dispatching the DXE core asserts that all are
      there: the boot stops before BDS. In a DEBUG build its log shows lines like

          Timer Arch Protocol not present!!

      kiln takes an INF's usage comments (`## PRODUCES`) for what a module installs; a protocol
      whose usage is not stated counts as produced. The notes name modules that would produce the
      protocol but are in no volume or can never start.
      """,
    remedy: "Place a module that produces the protocol in a volume, or make the one that the notes name "
      + "startable.")

  package static let depexUnmet = Diagnostic.Code(
    "depex-unmet", "a module in flash can never start because its depex can never be true",
    explanation: """
      A module is in a firmware volume, and its dependency expression (the module's own, together
      with those of its libraries) asks for a PPI, protocol or driver that nothing in the image
      provides. The dispatcher then never starts it. The build succeeds and the boot often looks
      normal: the feature is just missing. At best a DEBUG log says

          Driver 5B1B31A1-9562-11D2-8E3F-00A0C969723B was discovered but not loaded!!

      kiln computes which modules can start: the a-priori files and those whose depex is true begin,
      everything that they may produce according to the usage comments of their INFs (`## PRODUCES`,
      `## SOMETIMES_PRODUCES`; nothing stated counts as produced) is added, and this repeats until
      nothing changes. What remains can never start as long as the INFs are truthful. The notes show
      where in the depex each missing GUID is asked for, often by a library that the module links,
      and which modules would produce it but are in no volume or cannot start either. A typical
      case: a driver is added to the FDF under an `!if`, and the driver that it depends on is under
      another one.
      """,
    remedy: "Place a module that produces what is missing, or remove this module from the FDF. Correct the "
      + "INF's usage comments if they are wrong.")
}
