import Vocabulary

/// The form of a module type's entry points (PI 1.8 Vol 1 and 2, UEFI 2.10, 4.1): the parameters, and the code
/// for none, one or several of them.
enum EntryPointForm {
  case peiCore, dxeCore, smmCore, mmCore, peim, mmDriver, smmDriver, driver, application

  /// nil for a type that defines its entry point itself.
  init?(moduleType: ModuleType) {
    switch moduleType {
    case .peiCore: self = .peiCore
    case .dxeCore: self = .dxeCore
    case .smmCore: self = .smmCore
    case .mmCoreStandalone: self = .mmCore
    case .peim: self = .peim
    case .mmStandalone: self = .mmDriver
    case .dxeSMMDriver: self = .smmDriver
    case .dxeDriver, .dxeRuntimeDriver, .dxeSALDriver, .uefiDriver: self = .driver
    case .uefiApplication: self = .application
    default: return nil
    }
  }

  /// Whether it is a core, which has exactly one entry point.
  var isCore: Bool {
    switch self {
    case .peiCore, .dxeCore, .smmCore, .mmCore: true
    case .peim, .mmDriver, .smmDriver, .driver, .application: false
    }
  }

  func prototypes(of functions: [String]) -> CodeText {
    let type = self == .peiCore || self == .dxeCore ? "VOID" : "EFI_STATUS"
    var text: CodeText = "\n"
    for function in functions { text += "\n\(type)\nEFIAPI\n\(function) (\n\(parameters)  );\n" }
    text += "\n"
    return text
  }

  /// - Parameters:
  ///   - pi, uefi: the versions of the specifications as C numbers.
  func code(of functions: [String], pi: String, uefi: String) -> CodeText {
    switch self {
    case .peiCore, .dxeCore:
      return repeating(functions) { "\n\(head)\n{\n  \($0) (\(arguments));\n}\n" }
    case .smmCore:
      return repeating(functions) {
        "\(revisions(pi, uefi))\n\(head){\n  return \($0) (\(arguments));\n}\n"
      }
    case .mmCore:
      return repeating(functions) {
        "\nconst UINT32 _gMmRevision = \(pi);\n\n\(head){\n  \($0) (\(arguments));\n}\n"
      }
    case .peim: return dispatched(functions, revision: "_gPeimRevision = \(pi)")
    case .mmDriver: return dispatched(functions, revision: "_gMmRevision = \(pi)")
    case .smmDriver: return smmDriver(functions, revisions(pi, uefi))
    case .driver: return driver(functions, revisions(pi, uefi))
    case .application:
      return application(functions, "\nconst UINT32 _gUefiDriverRevision = \(uefi);\n")
    }
  }

  // MARK: Parts

  private var parameters: String {
    switch self {
    case .peiCore:
      "  IN CONST  EFI_SEC_PEI_HAND_OFF    *SecCoreData,\n"
        + "  IN CONST  EFI_PEI_PPI_DESCRIPTOR  *PpiList,\n  IN VOID                           *Context\n"
    case .dxeCore: "  IN VOID  *HobStart\n"
    case .mmCore: "  IN VOID *HobStart\n"
    case .smmCore: "  IN EFI_HANDLE         ImageHandle,\n  IN EFI_SYSTEM_TABLE   *SystemTable\n"
    case .peim:
      "  IN       EFI_PEI_FILE_HANDLE  FileHandle,\n  IN CONST EFI_PEI_SERVICES     **PeiServices\n"
    case .mmDriver:
      "  IN EFI_HANDLE            ImageHandle,\n  IN EFI_MM_SYSTEM_TABLE   *MmSystemTable\n"
    case .smmDriver, .driver, .application:
      "  IN EFI_HANDLE        ImageHandle,\n  IN EFI_SYSTEM_TABLE  *SystemTable\n"
    }
  }

  private var arguments: String {
    switch self {
    case .peiCore: "SecCoreData, PpiList, Context"
    case .dxeCore, .mmCore: "HobStart"
    case .peim: "FileHandle, PeiServices"
    case .mmDriver: "ImageHandle, MmSystemTable"
    case .smmCore, .smmDriver, .driver, .application: "ImageHandle, SystemTable"
    }
  }

  /// The declaration up to the closing parenthesis.
  private var head: CodeText {
    let type =
      switch self {
      case .peiCore, .dxeCore, .mmCore: "VOID"
      case .smmCore, .peim, .mmDriver, .smmDriver, .driver, .application: "EFI_STATUS"
      }
    return "\(type)\nEFIAPI\nProcessModuleEntryPointList (\n\(parameters)  )\n"
  }

  private func revisions(_ pi: String, _ uefi: String) -> CodeText {
    "\nconst UINT32 _gUefiDriverRevision = \(uefi);\nconst UINT32 _gDxeRevision = \(pi);\n"
  }

  /// The results of `body` for each function, with empty lines around them.
  private func repeating(_ functions: [String], _ body: (String) -> CodeText) -> CodeText {
    var text: CodeText = "\n"
    for function in functions { text += body(function) }
    text += "\n"
    return text
  }

  // MARK: Drivers

  /// Several entry points run one after another. The module is loaded if any of them succeeds.
  private func dispatched(_ functions: [String], revision: String) -> CodeText {
    var text: CodeText = "\nGLOBAL_REMOVE_IF_UNREFERENCED const UINT32 \(revision);\n\n\(head)\n{\n"
    switch functions.count {
    case 0: text += "  return EFI_SUCCESS;\n}\n"
    case 1: text += "  return \(functions[0]) (\(arguments));\n}\n\n"
    default:
      text += "  EFI_STATUS  Status;\n  EFI_STATUS  CombinedStatus;\n\n  CombinedStatus = EFI_LOAD_ERROR;\n"
      for function in functions {
        text += """

            Status = \(function) (\(arguments));
            if (!EFI_ERROR (Status) || EFI_ERROR (CombinedStatus)) {
              CombinedStatus = Status;
            }

          """
      }
      text += "\n  return CombinedStatus;\n}\n"
    }
    return text
  }

  /// Entry points are left by a long jump, so that ExitDriver can be called from anywhere.
  private func smmDriver(_ functions: [String], _ revisions: CodeText) -> CodeText {
    if functions.isEmpty { return "\(revisions)\n\(head)\n{\n  return EFI_SUCCESS;\n}\n" }
    var text: CodeText = "\(revisions)\n\(Self.jumpVariables);\n\n\(Self.jumpingExit)\n\(head){\n"
    text += "  mDriverEntryPointStatus = EFI_LOAD_ERROR;\n\n"
    for function in functions { text += jump(to: function) }
    text += "\n\n  return mDriverEntryPointStatus;\n}\n"
    return text
  }

  private func driver(_ functions: [String], _ revisions: CodeText) -> CodeText {
    switch functions.count {
    case 0: return "\(revisions)\n\(head){\n  return EFI_SUCCESS;\n}\n"
    case 1: return "\(revisions)\(single(functions[0]))"
    default:
      var text: CodeText = "\(revisions)\n\(Self.jumpVariables);\n\n\(head){\n"
      text += "  mDriverEntryPointStatus = EFI_LOAD_ERROR;\n  "
      for function in functions { text += "\(jump(to: function))  " }
      text += "\n  return mDriverEntryPointStatus;\n}\n\n\(Self.jumpingExit)"
      return text
    }
  }

  private func application(_ functions: [String], _ revision: CodeText) -> CodeText {
    switch functions.count {
    case 0: return "\(revision)\n\(head){\n  return EFI_SUCCESS;\n}\n"
    case 1: return "\(revision)\(single(functions[0]))"
    default:
      // The variables are defined after the function that uses them. This does not compile with edk2 either.
      var text: CodeText = "\(revision)\n\(head)\n{\n  "
      for function in functions { text += "\(jump(to: function))  " }
      text += "\n  return mDriverEntryPointStatus;\n}\n\n\(Self.jumpVariables) = EFI_LOAD_ERROR;\n\n"
      text += "\(Self.jumpingExit)"
      return text
    }
  }

  /// The code for a single entry point with ExitDriver.
  private func single(_ function: String) -> CodeText {
    "\n\n\(head)\n{\n  return \(function) (\(arguments));\n}\n\n\(Self.plainExit)"
  }

  private func jump(to function: String) -> CodeText {
    """

      if (SetJump (&mJumpContext) == 0) {
        ExitDriver (\(function) (\(arguments)));
        ASSERT (FALSE);
      }

    """
  }

  private static let jumpVariables =
    "static BASE_LIBRARY_JUMP_BUFFER  mJumpContext;\nstatic EFI_STATUS  mDriverEntryPointStatus"

  private static let exitHead = "VOID\nEFIAPI\nExitDriver (\n  IN EFI_STATUS  Status\n  )\n{\n"

  private static let jumpingExit =
    exitHead + """
        if (!EFI_ERROR (Status) || EFI_ERROR (mDriverEntryPointStatus)) {
          mDriverEntryPointStatus = Status;
        }
        LongJump (&mJumpContext, (UINTN)-1);
        ASSERT (FALSE);
      }

      """

  private static let plainExit =
    exitHead + """
        if (EFI_ERROR (Status)) {
          ProcessLibraryDestructorList (gImageHandle, gST);
        }
        gBS->Exit (gImageHandle, Status, 0, NULL);
      }

      """
}
