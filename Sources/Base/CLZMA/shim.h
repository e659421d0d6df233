#include <lzma.h>

/* LZMA_STREAM_INIT is a braced initialiser, which Swift cannot import. */
static inline lzma_stream kiln_lzma_stream_init(void) {
  lzma_stream stream = LZMA_STREAM_INIT;
  return stream;
}

/* Function-like and cast macros do not import either. */
static const uint64_t kiln_lzma_vli_unknown = LZMA_VLI_UNKNOWN;
static const lzma_vli kiln_lzma_filter_lzma1 = LZMA_FILTER_LZMA1;
static const lzma_vli kiln_lzma_filter_lzma1ext = LZMA_FILTER_LZMA1EXT;
static const lzma_vli kiln_lzma_filter_x86 = LZMA_FILTER_X86;
