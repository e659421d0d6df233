/// A file of BaseTools whose work kiln does itself, and what it was from release to release.
///
/// From `git ls-tree` of each release in tianocore/edk2.
struct KnownFile: Sendable {
  /// Below BaseTools.
  let path: String
  /// The first release with these contents, and the first 6 bytes of git's SHA-1 name for them; oldest first.
  /// Each lasts until the next.
  let versions: [(since: EDK2Release, name: UInt64)]

  init(_ path: String, _ versions: [(EDK2Release, UInt64)]) {
    self.path = path
    self.versions = versions.map { (since: $0.0, name: $0.1) }
  }

  /// The releases whose file has this name: none, or one or several runs.
  func releases(with name: UInt64) -> Set<EDK2Release> {
    var found: Set<EDK2Release> = []
    for (index, version) in versions.enumerated() where version.name == name {
      let next = index + 1 < versions.count ? versions[index + 1].since : nil
      found.formUnion(
        EDK2Release.allCases.filter { release in
          release >= version.since && next.map { release < $0 } ?? true
        })
    }
    return found
  }

  static let all: [KnownFile] = [
    KnownFile(
      "Source/C/GenFw/GenFw.c",
      [
        (.stable202211, 0x6f61_f167_88cd),
        (.stable202305, 0xd0e5_2ccc_2643),
        (.stable202308, 0x0289_c8ef_8a5c),
        (.stable202311, 0xbd63_5b37_5a99),
        (.stable202502, 0xdaf8_40c3_cd65),
        (.stable202511, 0x51c8_c80e_8b18),
        (.master202608, 0xa8f4_076b_352b),
      ]),
    KnownFile(
      "Source/C/GenFw/ElfConvert.c",
      [
        (.stable202211, 0xbe98_5440_56ec),
        (.stable202308, 0x3205_f614_94b6),
        (.stable202502, 0xd6d9_feb7_d84e),
        (.master202608, 0x9a42_f5d5_3025),
      ]),
    KnownFile(
      "Source/C/GenFw/Elf32Convert.c",
      [
        (.stable202211, 0x87d7_f133_f132),
        (.stable202308, 0xde19_8e58_db07),
        (.stable202502, 0x2464_97a7_18a4),
        (.stable202511, 0x7b4f_b441_0a98),
      ]),
    KnownFile(
      "Source/C/GenFw/Elf64Convert.c",
      [
        (.stable202211, 0x8b50_774b_eb1e),
        (.stable202305, 0x9c17_c90b_1660),
        (.stable202308, 0xd53e_cb17_6721),
        (.stable202311, 0x9911_db65_af61),
        (.stable202402, 0x9d04_fc61_2eb4),
        (.stable202411, 0x8970_45b2_be16),
        (.stable202502, 0x6919_e188_090b),
        (.stable202508, 0x1859_4122_eaa1),
        (.stable202511, 0x83f1_b285_c20c),
        (.stable202602, 0xbf4b_af05_d7f8),
        (.master202608, 0x1208_137b_cadb),
      ]),
    KnownFile(
      "Source/C/GenFv/GenFvInternalLib.c",
      [
        (.stable202211, 0x6bd5_9515_b1aa),
        (.stable202302, 0x2df7_182f_8b52),
        (.stable202308, 0xf466_324d_6192),
        (.stable202311, 0x29c3_363a_504d),
        (.stable202502, 0x3f98_2c52_9bc1),
        (.stable202505, 0x44be_413b_da5a),
        (.stable202508, 0xe4f4_090e_e4c4),
        (.stable202511, 0xf2fb_4e04_b570),
        (.stable202605, 0x3f62_1d19_0f34),
        (.master202608, 0x8f84_4c2b_bb32),
      ]),
    KnownFile(
      "Source/C/GenSec/GenSec.c",
      [
        (.stable202211, 0xcf24_d821_aa96),
        (.stable202502, 0xd9d2_efec_a7a3),
        (.stable202605, 0xf675_338a_461f),
      ]),
    KnownFile(
      "Source/C/GenFfs/GenFfs.c",
      [
        (.stable202211, 0xd78d_62ab_3689),
        (.stable202502, 0x4c2e_93e6_f403),
        (.stable202605, 0x889c_f5f8_c2f0),
      ]),
    KnownFile(
      "Source/C/Common/BasePeCoff.c",
      [
        (.stable202211, 0x3040_0d13_41dc),
        (.stable202305, 0xb8bf_b7b5_8b91),
        (.stable202308, 0x038b_b054_e57a),
        (.stable202511, 0x6bd6_0927_662e),
      ]),
    KnownFile(
      "Source/C/Common/PeCoffLoaderEx.c",
      [
        (.stable202211, 0x2cc4_28d7_33b4),
        (.stable202305, 0x1811_9203_5ef1),
        (.stable202511, 0x2377_0295_fa70),
      ]),
    KnownFile(
      "Source/Python/AutoGen/GenC.py",
      [
        (.stable202211, 0xa205_3d54_8521),
        (.stable202405, 0x5ad1_0cee_2898),
        (.stable202411, 0x8699_1e76_75de),
        (.stable202511, 0x7799_92a5_0ed4),
      ]),
    KnownFile(
      "Source/Python/AutoGen/GenPcdDb.py",
      [
        (.stable202211, 0xad5d_ae0e_5a2f),
        (.stable202508, 0x28df_647b_fe4e),
        (.stable202602, 0xd2ca_c62d_1cf3),
      ]),
    KnownFile(
      "Source/Python/AutoGen/GenVar.py",
      [
        (.stable202211, 0xf2ad_54ba_630e),
        (.stable202508, 0x54d7_8643_8077),
      ]),
    KnownFile(
      "Source/Python/AutoGen/GenDepex.py",
      [
        (.stable202211, 0xf2f2_e9d6_5b5f),
        (.stable202402, 0xb6db_6645_a4fb),
        (.stable202511, 0x3509_6ddb_9112),
      ]),
    KnownFile(
      "Source/Python/AutoGen/StrGather.py",
      [
        (.stable202211, 0xeed3_0388_bea1),
        (.stable202402, 0x9789_f50b_a4db),
      ]),
    KnownFile(
      "Source/Python/AutoGen/UniClassObject.py",
      [
        (.stable202211, 0xb163_30e3_6825),
        (.stable202508, 0x6d62_fa00_c433),
      ]),
    KnownFile(
      "Source/Python/AutoGen/IdfClassObject.py",
      [
        (.stable202211, 0xa6b8_123c_2539),
        (.stable202402, 0xbb41_3c6a_26e3),
      ]),
    KnownFile(
      "Source/Python/AutoGen/ModuleAutoGen.py",
      [
        (.stable202211, 0xd054_10b3_2966),
        (.stable202402, 0x65a2_176c_a982),
        (.stable202508, 0xaa0b_7163_2e8e),
        (.stable202511, 0x764c_5178_9ba9),
        (.stable202602, 0xc358_d7f0_e3ba),
      ]),
    KnownFile(
      "Source/Python/AutoGen/PlatformAutoGen.py",
      [
        (.stable202211, 0x592d_4824_a4b3),
        (.stable202402, 0xdac8_1454_a938),
        (.stable202502, 0xe802_03dc_e22e),
        (.stable202508, 0x68b9_d890_62b8),
      ]),
    KnownFile(
      "Source/Python/AutoGen/WorkspaceAutoGen.py",
      [
        (.stable202211, 0xf86c_749c_08c3),
        (.stable202402, 0x7217_ed3d_023d),
      ]),
    KnownFile(
      "Source/Python/AmlToC/AmlToC.py",
      [
        (.stable202211, 0x346d_e715_9de7),
        (.stable202402, 0x6393_1c97_20c9),
      ]),
    KnownFile(
      "Source/Python/Common/Expression.py",
      [
        (.stable202211, 0xb62e_fe6f_9be6),
        (.stable202402, 0x9d9c_b0c9_2962),
        (.stable202505, 0xf8b3_4aaa_586d),
      ]),
    KnownFile(
      "Source/Python/Common/ToolDefClassObject.py",
      [
        (.stable202211, 0x2b4b_2384_9196),
        (.stable202402, 0xafc2_0a3c_1719),
        (.stable202605, 0xe8dd_798f_02af),
      ]),
    KnownFile(
      "Source/Python/GenFds/FdfParser.py",
      [
        (.stable202211, 0xa9a1_4ca2_bb33),
        (.stable202402, 0xfeb4_c727_794f),
        (.stable202508, 0x63e7_3a78_bfa6),
        (.stable202511, 0xc41f_cdba_7b22),
        (.master202608, 0x532f_354b_4d24),
      ]),
    KnownFile(
      "Source/Python/GenFds/FfsInfStatement.py",
      [
        (.stable202211, 0x568e_fb6d_7685),
        (.stable202405, 0xec97_1348_4e9e),
        (.stable202502, 0x4e26_a5af_9db7),
        (.stable202508, 0x6c83_7acc_ee0a),
        (.master202608, 0xb6c5_7e9e_8dba),
      ]),
    KnownFile(
      "Source/Python/GenFds/Fv.py",
      [
        (.stable202211, 0x16c9_44a0_bd79),
        (.master202608, 0xf522_393e_6c24),
      ]),
    KnownFile(
      "Source/Python/GenFds/EfiSection.py",
      [
        (.stable202211, 0xfd58_391d_ac99),
        (.stable202502, 0xca7a_4470_08db),
      ]),
    KnownFile(
      "Source/Python/Trim/Trim.py",
      [
        (.stable202211, 0xc479_f7d2_b2e7),
        (.stable202311, 0x4169_35df_5e90),
        (.stable202402, 0x6d7b_c055_1026),
        (.stable202411, 0xea9d_1a06_d5e4),
        (.stable202605, 0xc753_cde5_a5bf),
        (.master202608, 0x8445_1943_1d66),
      ]),
    KnownFile(
      "Source/Python/Workspace/DscBuildData.py",
      [
        (.stable202211, 0x73c6_ee40_061b),
        (.stable202305, 0x8fd9_49dc_50b6),
        (.stable202402, 0xddcd_157c_73b4),
        (.stable202405, 0x5df1_84f9_c883),
        (.stable202508, 0x248c_5629_5672),
        (.stable202602, 0x014f_6d08_058c),
        (.master202608, 0x5e44_911c_6346),
      ]),
    KnownFile(
      "Source/Python/Workspace/InfBuildData.py",
      [
        (.stable202211, 0xe4ff_1c66_8666),
        (.stable202408, 0x6339_e494_ca87),
        (.stable202508, 0xfa04_7a70_7d94),
        (.stable202511, 0xcab2_231d_ea73),
      ]),
    KnownFile(
      "Source/Python/Workspace/MetaFileParser.py",
      [
        (.stable202211, 0x3508_591b_281e),
        (.stable202402, 0x73a1_654e_db30),
        (.stable202505, 0x5031_9bfc_a5b3),
        (.stable202508, 0xed1c_cb1c_f1fa),
        (.stable202511, 0x5d2a_4448_1dc7),
        (.stable202602, 0x512b_1723_5253),
        (.master202608, 0x862f_4fc4_3645),
      ]),
    KnownFile(
      "Source/Python/Workspace/WorkspaceCommon.py",
      [
        (.stable202211, 0x9e50_6fc6_46b1),
        (.stable202405, 0x6ad7_a3b9_4025),
        (.stable202502, 0x7ac3_b5bb_e83a),
        (.stable202505, 0x1bfd_1378_063a),
      ]),
    KnownFile(
      "Source/Python/build/build.py",
      [
        (.stable202211, 0x51fb_1f43_3eb7),
        (.stable202411, 0xce1b_b871_2693),
        (.stable202502, 0x74b4_242a_1695),
        (.stable202505, 0xf471_aea1_72ae),
        (.stable202508, 0x0ca7_1e54_58c0),
        (.stable202511, 0x6f35_fbd7_eaac),
        (.stable202602, 0x6b6b_60e9_bffb),
      ]),
    KnownFile(
      "Conf/build_rule.template",
      [
        (.stable202211, 0xaf48_19de_92cb),
        (.stable202302, 0xd42e_7937_cc90),
        (.stable202305, 0x0411_4612_4e87),
        (.stable202502, 0x0f32_cc39_8e76),
        (.stable202505, 0xfb16_854c_56e5),
        (.stable202508, 0xccdd_f7aa_206f),
        (.stable202511, 0x7626_3a10_659b),
        (.stable202602, 0xd06b_4be2_3878),
        (.stable202605, 0x0c45_4ee3_d559),
        (.master202608, 0xa898_66d7_0002),
      ]),
  ]
}
