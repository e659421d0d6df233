DefinitionBlock ("Table.aml", "SSDT", 2, "TINY", "TINYSSDT", 1) {
  include ("Names.asi")
  #include "Value.h"
  Name (VALU, TABLE_VALUE)
}
