#define FeaturePcdGet(Name)  _PCD_GET_MODE_BOOL_##Name
#define PcdGet32(Name)       _PCD_GET_MODE_32_##Name
#define PcdGetPtr(Name)      _PCD_GET_MODE_PTR_##Name
#define FixedPcdGet32(Name)  _PCD_VALUE_##Name
