package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let xenCodes: [Diagnostic.Code] = [
    .guestEnded, .xenFailed, .xenFileMissing, .xenLibraryMissing, .xenPackageDamaged, .xenPackagesUnavailable,
    .xenTimeout,
  ]

  package static let guestEnded = Diagnostic.Code(
    "guest-ended", "the Xen guest ended without powering off",
    explanation: """
      `kiln boot --xen` without `--expect` succeeds when the guest powers off. It ended in another
      way: a reboot, a crash or a watchdog. A triple fault in early firmware looks like a reboot.
      The notes show the last lines of the console and what Xen logged.
      """,
    remedy: "Read the console and Xen's messages. If the guest is meant to reboot, use `--expect 'guest "
      + "ended: reboot'`.")

  package static let xenFailed = Diagnostic.Code(
    "xen-failed", "dom0 of Xen failed before the guest ran",
    explanation: """
      kiln starts Xen in QEMU with a minimal Debian dom0, and one step of dom0's script failed:
      loading modules, starting the toolstack or `xl create`. The transcript is what the step
      printed. If it is `xl create`, the guest image itself was usually refused: a PVH guest needs
      an ELF header with the note XEN_ELFNOTE_PHYS32_ENTRY, which `kiln pvh IMAGE` checks.
      """,
    remedy: "Read what the step says. If `xl create` failed, check the image with `kiln pvh`.")

  package static let xenFileMissing = Diagnostic.Code(
    "xen-file-missing", "Debian's Xen packages lack a file that dom0 needs",
    explanation: """
      kiln builds dom0 out of Debian's packages of Xen 4.17 and takes certain files from them. One
      is not there or is not an ELF program. Another Debian release has other versions and paths.
      """,
    remedy: "Use kiln on Debian 12, whose Xen has the version that kiln expects.")

  package static let xenLibraryMissing = Diagnostic.Code(
    "xen-library-missing", "a library that Xen's tools need is not on this machine",
    explanation: """
      dom0 consists of Xen's tools with the shared libraries that their ELF headers name. kiln takes
      these from the downloaded packages and otherwise from this machine, and this one is in neither
      place.
      """,
    remedy: "Install the Debian package that contains it; `apt-get install qemu-system-xen` brings most of "
      + "them.")

  package static let xenPackageDamaged = Diagnostic.Code(
    "xen-package-damaged", "a Debian package of Xen cannot be unpacked",
    explanation: """
      `dpkg-deb -x` failed on a package that was just downloaded. The disk that holds kiln's cache
      may be full, or the download is incomplete. The transcript is dpkg-deb's. Nothing incomplete
      is kept in the cache.
      """,
    remedy: "Free space on the disk that holds the cache, and run the command again.")

  package static let xenPackagesUnavailable = Diagnostic.Code(
    "xen-packages-unavailable", "Debian's Xen packages cannot be downloaded",
    explanation: """
      `kiln boot --xen` needs Xen, its tools and a kernel for dom0, which it downloads once with apt
      and keeps in its cache; nothing is installed. apt does not know the packages, or the network
      or mirror is not reachable. The transcript is apt's.
      """,
    remedy: "Run `apt-get update` on Debian 12 with a network connection, then run the command again.")

  package static let xenTimeout = Diagnostic.Code(
    "xen-timeout", "Xen did not start the guest in time",
    explanation: """
      Within the timeout (300 s unless `--timeout` says otherwise) the guest was not even created:
      QEMU, Xen or dom0 was still starting, or one of them hangs. Everything runs in QEMU without
      nested virtualisation, so a slow or busy machine needs longer. The notes show what Xen and
      dom0 printed.
      """,
    remedy: "Raise `--timeout`, and read in the notes how far Xen came.")
}
