// Expat 2.4 or newer (Debian libexpat1-dev, Homebrew expat): the parser of XML that stops where it is
// told, which Foundation's on Linux does not.
#include <expat.h>
