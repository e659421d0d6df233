package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let bootCodes: [Diagnostic.Code] = [
    .bootArchitecture, .bootKernelTwice, .bootVariables, .qemuTooOld, .xenImageUnsuited,
  ]

  package static let bootArchitecture = Diagnostic.Code(
    "boot-architecture", "an image has no code for a machine that QEMU emulates",
    explanation: """
      `kiln boot` takes the machine from the image: the architecture of its SEC or PEI core, otherwise of its
      first executable. None of the executables is for IA32, X64, ARM, AARCH64, RISCV64 or LOONGARCH64, or there
      are no executables, as in a variable store.
      """,
    remedy: "Pass the image with the code. A variable store is an argument of `--vars`.")

  package static let bootKernelTwice = Diagnostic.Code(
    "boot-kernel-twice", "a kernel is passed to firmware that is itself started as a kernel",
    explanation: """
      An image with the header of a Linux kernel, such as ArmVirtQemuKernel's, is started with QEMU's `-kernel`.
      QEMU takes one kernel only, so `--kernel` cannot be used with such an image. The same image built for flash
      (ArmVirtQemu) gets its kernel through fw_cfg.
      """,
    remedy: "Put the kernel on a `--disk`, or use the image for flash.")

  package static let bootVariables = Diagnostic.Code(
    "boot-variables", "the file for the variable store is none",
    explanation: """
      The file that `--vars` names, or that lies beside the image, is a firmware image without a volume for
      variables (EFI_SYSTEM_NV_DATA_FV). Firmware would erase it or stop at it. An empty store, all of whose bytes
      are equal, is accepted, since firmware for `virt` formats it.
      """,
    remedy: "Pass the file of variables that was built with the image, such as `OVMF_VARS.fd`.")

  package static let qemuTooOld = Diagnostic.Code(
    "qemu-too-old", "QEMU is older than the machine that the image needs",
    explanation: """
      edk2's images for LOONGARCH64 start from flash since QEMU 9.0, whose `virt` machine has two flash
      devices and the memory map that they expect. Those for RISCV64 need 8.1; with an older QEMU kiln passes
      the image as a kernel, which leaves no way to pass `--kernel`.
      """,
    remedy: "Install a newer QEMU; Debian 13 has 10.0.")

  package static let xenImageUnsuited = Diagnostic.Code(
    "xen-image-unsuited", "an image is not one for the kind of Xen guest",
    explanation: """
      `--xen pvh` and `--xen hvm` start Xen for x86, `--xen arm` Xen for Arm. Xen on Arm loads an image by the
      header of a Linux kernel for AARCH64 or ARM, which XEN_EFI.fd of ArmVirtPkg/ArmVirtXen.dsc begins with; an
      image for QEMU's flash, such as AAVMF_CODE.fd, has none.

          kiln boot --xen arm XEN_EFI.fd --type ver --type 'reset -s'
      """,
    remedy: "Use the mode for the image's architecture, or an image that was built for Xen.")
}
