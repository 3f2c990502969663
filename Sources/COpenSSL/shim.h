// OpenSSL 3's one-shot digests (Debian libssl-dev): nothing to build, where a Swift package of
// cryptography would compile for minutes.
#include <openssl/sha.h>
