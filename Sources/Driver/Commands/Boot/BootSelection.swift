/// The options of `kiln boot`.
package struct BootSelection: Sendable {
  /// The kind of Xen guest.
  package enum XenMode: String, Sendable, CaseIterable { case pvh, hvm, arm }

  package var image: String
  package var variables: String?
  /// Memory in MiB.
  package var memory: Int
  package var expect: String?
  /// Lines to type at prompts of the UEFI Shell, without line ends.
  package var typing: [String]
  /// In seconds; nil for the default.
  package var timeout: Int?
  package var usesKVM: Bool
  package var kernel: String?
  package var initrd: String?
  package var append: String?
  /// Raw disk images.
  package var disks: [String]
  /// Starts the image in a guest of Xen.
  package var xen: XenMode?
  package var extra: [String]

  package init(
    image: String, variables: String? = nil, memory: Int, expect: String? = nil, typing: [String] = [],
    timeout: Int? = nil, usesKVM: Bool = false, kernel: String? = nil, initrd: String? = nil,
    append: String? = nil, disks: [String] = [], xen: XenMode? = nil, extra: [String] = []
  ) {
    self.image = image
    self.variables = variables
    self.memory = memory
    self.expect = expect
    self.typing = typing
    self.timeout = timeout
    self.usesKVM = usesKVM
    self.kernel = kernel
    self.initrd = initrd
    self.append = append
    self.disks = disks
    self.xen = xen
    self.extra = extra
  }

  /// Whether the console is connected to the user's terminal: nothing is expected or typed.
  var isInteractive: Bool { expect == nil && typing.isEmpty }
}
