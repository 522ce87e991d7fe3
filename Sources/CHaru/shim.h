// libharu's public header declares only the drawing interface; its object layer (dictionaries, arrays, the cross-reference
// table) is declared by the headers below, which Debian's libhpdf-dev installs too.
#include <hpdf.h>
#include <hpdf_objects.h>
#include <hpdf_doc.h>
#include <hpdf_streams.h>
#include <hpdf_encrypt.h>
