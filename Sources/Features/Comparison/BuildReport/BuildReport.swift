import Bytes
package import PlatformModel
package import Vocabulary

/// edk2's build report (`build -y`), in its form, of a platform that was built (BaseTools/Source/Python/build/BuildReport.py).
///
/// Times and the machine, which edk2 names, are left out: two builds of one source give one report.
package struct BuildReport {
  /// What a build has made of a module.
  package struct Output: Sendable {
    /// Of the executable, in bytes.
    package var size: Int?
    /// SHA-1 of the executable, 40 digits.
    package var hash: String?

    /// The compiled dependency expression.
    package var depex: [UInt8]?

    package init(size: Int?, hash: String?, depex: [UInt8]?) {
      self.size = size
      self.hash = hash
      self.depex = depex
    }
  }

  /// How paths are shown.
  package struct Paths {
    /// Absolute: the DSC, and the folder of all the platform's builds.
    let platform: String
    let output: String
    /// The absolute path of an INF.
    let absolute: (String) -> String

    package init(platform: String, output: String, absolute: @escaping (String) -> String) {
      self.platform = platform
      self.output = output
      self.absolute = absolute
    }
  }

  let survey: PlatformSurvey
  let sections: [BuildReportSection]
  let paths: Paths
  /// Nil for a module that is not built.
  let output: (BuildModule) -> Output?
  /// The image of a volume in the build folder; nil if there is none.
  let volume: (VolumeName) -> [UInt8]?

  package init(
    _ survey: PlatformSurvey, sections: [BuildReportSection], paths: Paths,
    output: @escaping (BuildModule) -> Output?, volume: @escaping (VolumeName) -> [UInt8]?
  ) {
    self.survey = survey
    self.sections = sections
    self.paths = paths
    self.output = output
    self.volume = volume
  }

  /// The form of edk2's, with the sections that are asked for.
  package var text: String {
    var text = BuildReportText()
    summary(&text)
    let pcds = BuildReportPCDs(survey)
    let names = BuildReportDepex(survey)
    if has(.pcd) { pcds.writePlatform(&text) }
    if has(.flash), let flash = survey.model.platform.flash {
      let modules = survey.model.architectures.flatMap(\.modules)
      BuildReportFlash(flash, modules: modules, paths, image: volume).write(&text)
    }
    for build in survey.model.architectures {
      for module in build.modules { write(module, of: build, pcds, names, &text) }
    }
    return text.text
  }

  private func has(_ section: BuildReportSection) -> Bool { sections.contains(section) }

  private func summary(_ text: inout BuildReportText) {
    let platform = survey.model.platform
    text.line("Platform Summary")
    text.field("Platform Name", platform.name)
    text.field("Platform DSC Path", paths.platform)
    text.field("Architectures", platform.architectures.map(\.name).joined(separator: " "))
    text.field("Tool Chain", survey.model.toolchain.tag)
    text.field("Target", platform.target.name)
    text.field("Output Path", paths.output)
    text.field("Report Content", sections.map(\.rawValue).joined(separator: ", "))
  }

  private func write(
    _ module: BuildModule, of build: ArchitectureBuild, _ pcds: BuildReportPCDs, _ names: BuildReportDepex,
    _ text: inout BuildReportText
  ) {
    text.start(.section, "Module Summary")
    text.field("Module Name", module.baseName)
    text.field("Module Arch", build.architecture.name)
    text.field("Module INF Path", module.path)
    text.field("File GUID", module.fileGUIDText)
    let made = output(module)
    if let size = made?.size { text.field("Size", Self.size(size)) }
    if has(.hash), let hash = made?.hash { text.field("SHA1 HASH", "\(hash) *\(module.baseName).efi") }
    text.field("Driver Type", BuildReportModule.driverType(module))
    for (name, value) in BuildReportModule.specifications(module) { text.field(name, value) }
    text.rule(.section)
    if has(.pcd) { pcds.write(module, &text) }
    if has(.library) { BuildReportModule.libraries(module, of: build, paths, &text) }
    if has(.depex) {
      BuildReportModule.depex(module, instructions: made?.depex.flatMap(names.instructions), &text)
    }
    if has(.buildFlags) { BuildReportModule.flags(module, tag: survey.model.toolchain.tag, &text) }
    text.end(.section)
  }

  /// `0x7700 (29.75K)`.
  private static func size(_ bytes: Int) -> String {
    let hundredths = (bytes * 100 + 512) / 1024
    let rest = hundredths % 100
    return
      "0x\(String(bytes, radix: 16, uppercase: true)) (\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)K)"
  }
}
