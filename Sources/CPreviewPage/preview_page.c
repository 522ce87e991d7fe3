#include "preview_page.h"

// C23 puts files into a program at once. Resources of Swift packages would be files beside the program, and the path of the build in it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char html[] = {
#embed "preview.html"
};
static const unsigned char css[] = {
#embed "preview.css"
};
static const unsigned char js[] = {
#embed "preview.js"
};

preview_file preview_html(void) { return (preview_file){html, sizeof html}; }
preview_file preview_css(void) { return (preview_file){css, sizeof css}; }
preview_file preview_js(void) { return (preview_file){js, sizeof js}; }
