// OpenSSL calls these functions deprecated because its EVP interface looks up algorithms by name. The lookup takes longer than a digest, and
// only one algorithm is needed here.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
