// The structs of ISA-L hold tables of 80 kilobytes. Swift imports a struct when something mentions it, and would make tuples of as many elements.
// So these functions mention only a struct that has no declaration.
#include <isa-l.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

/// A compressor with Huffman codes of its own.
struct igzip_coder;

/// What a compressor is made of.
struct igzip_parts {
  struct isal_zstream stream;
  struct isal_hufftables codes;
};

/// A compressor whose Huffman codes suit texts like a sample; null if there is no memory.
static inline struct igzip_coder *igzip_alloc_coder(const unsigned char *sample, size_t length) {
  struct igzip_parts *parts = calloc(1, sizeof *parts);
  if (!parts) return NULL;
  struct isal_huff_histogram histogram;
  memset(&histogram, 0, sizeof histogram);
  isal_update_histogram((unsigned char *)sample, (int)length, &histogram);
  if (isal_create_hufftables(&parts->codes, &histogram) == 0) return (struct igzip_coder *)parts;
  free(parts);
  return NULL;
}

static inline void igzip_free_coder(struct igzip_coder *coder) { free(coder); }

/// The most bytes that a stream of that length takes: the bytes as they are, five bytes before each block of up to 65,535 of them (RFC 1951), and
/// the header and the checksum (RFC 1950).
static inline size_t igzip_bound(size_t length) { return length + (length / 65535 + 1) * 5 + 6; }

/// Compresses to the zlib format (RFC 1950). Returns the length of the result; 0 if it does not fit or is too long.
static inline size_t igzip_compress(
    struct igzip_coder *coder, const unsigned char *bytes, size_t length, unsigned char *output, size_t room) {
  if (length > UINT32_MAX || room > UINT32_MAX) return 0;
  struct igzip_parts *parts = (struct igzip_parts *)coder;
  struct isal_zstream *stream = &parts->stream;
  isal_deflate_stateless_init(stream);
  stream->hufftables = &parts->codes;
  stream->gzip_flag = IGZIP_ZLIB;
  stream->hist_bits = 0;
  stream->end_of_stream = 1;
  stream->next_in = (unsigned char *)bytes;
  stream->avail_in = (uint32_t)length;
  stream->next_out = output;
  stream->avail_out = (uint32_t)room;
  return isal_deflate_stateless(stream) == COMP_OK ? stream->total_out : 0;
}
