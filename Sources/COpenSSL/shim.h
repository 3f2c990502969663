// OpenSSL 3's digests (Debian libssl-dev): nothing to build, where a Swift package of
// cryptography would compile for minutes.
#include <openssl/evp.h>
#include <openssl/sha.h>
