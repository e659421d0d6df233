#ifndef BASE_H_
#define BASE_H_

typedef unsigned char      UINT8;
typedef unsigned short     UINT16;
typedef unsigned int       UINT32;
typedef unsigned long long UINT64;
typedef unsigned long long UINTN;
typedef unsigned char      BOOLEAN;
typedef char               CHAR8;
typedef unsigned short     CHAR16;
typedef void               VOID;

typedef struct {
  UINT32 Data1;
  UINT16 Data2;
  UINT16 Data3;
  UINT8  Data4[8];
} GUID;

#define CONST    const
#define STATIC   static
#define IN
#define OUT
#define OPTIONAL
#define TRUE     ((BOOLEAN)1)
#define FALSE    ((BOOLEAN)0)
#define NULL     ((VOID *)0)

#define GLOBAL_REMOVE_IF_UNREFERENCED

typedef UINTN RETURN_STATUS;
#define RETURN_SUCCESS 0

#endif
