package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let hostCodes: [Diagnostic.Code] = [
    .fileMissing, .fileUnreadable, .historyUnwritable, .outputUnwritable, .programFailed, .programMissing,
  ]

  package static let fileMissing = Diagnostic.Code(
    "file-missing", "a file does not exist",
    explanation: """
      A file that the command line or a manifest names is not there, or a link to it leads nowhere.
      Paths on the command line are relative to the working folder, not to the edk2 workspace.
      """,
    remedy: "Check the path and its spelling, and give an absolute path if in doubt.")

  package static let fileUnreadable = Diagnostic.Code(
    "file-unreadable", "a file or folder cannot be read",
    explanation: """
      The path exists, but reading it fails: it is a directory where a file is expected, a special
      file such as a socket, or the user that runs kiln has no permission. The message contains the
      system's reason.
      """,
    remedy: "Give the path of a regular file that you may read.")

  package static let historyUnwritable = Diagnostic.Code(
    "history-unwritable", "a record cannot be added to the size history",
    explanation: """
      `kiln check --record FILE` appends one line to a JSON lines file under a lock, and that
      failed: the path is not a regular file, may not be written, or the disk is full. Whatever part
      of the line was written is taken back, so the records that the file held are unchanged. The
      check itself was completed and its findings are valid; only the measurement is not kept.
      """,
    remedy: "Give `--record` a regular file that you may write to, on a disk with free space.")

  package static let outputUnwritable = Diagnostic.Code(
    "output-unwritable", "an output file or folder cannot be written",
    explanation: """
      kiln writes each output to a temporary file beside its destination and renames it, so that an
      interrupted run never leaves half an image. Creating the folder, writing or renaming failed;
      the reason is the operating system's. Files that were there before keep their contents.

      Devices, pipes and standard output are written into instead. When standard output cannot take
      all of a result, for example because a disk is full, every command ends with exit code 1; a
      reader that stops early, as `head` does, is no error.
      """,
    remedy: "Choose a folder that you may write to and that has free space, with the option that the message "
      + "names, or correct its permissions.")

  package static let programFailed = Diagnostic.Code(
    "program-failed", "a program could not be started",
    explanation: """
      kiln found the program but could not run it or read its output: it is not executable, is built
      for another machine, its interpreter or libraries are missing, or the system has no more
      processes or memory. This is not the exit status of a program that ran, which is reported on
      its own.
      """,
    remedy: "Run the program by hand in a shell to see why it fails.")

  package static let programMissing = Diagnostic.Code(
    "program-missing", "a program that kiln needs is not installed",
    explanation: """
      kiln runs the compilers, nasm, iasl, ninja, git, QEMU and a few other programs; it looks for
      them in PATH, or takes the path that tools_def or an environment variable such as NINJA names.
      Before a build it checks every program that the plan would run, so that the build does not
      stop halfway. The message says what the program is needed for. Tool names come from tools_def:
      with a GCC5_X64_PREFIX or GCC5_AARCH64_PREFIX the name is, for example, aarch64-linux-gnu-gcc.

          apt-get install gcc g++ nasm acpica-tools ninja-build
          export GCC5_AARCH64_PREFIX=aarch64-linux-gnu-
      """,
    remedy: "Install the program, put its folder into PATH, or set the tool chain's prefix variable.")
}
