#include <stddef.h>

// A file of the page of the preview.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} preview_file;

preview_file preview_html(void);
preview_file preview_css(void);
preview_file preview_js(void);
