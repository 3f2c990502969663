// ReadStat 1.1 (Debian libreadstat-dev, Homebrew readstat), and iconv, which decodes what it delivers:
// in the C library on Linux, a library of its own on macOS.
#include <iconv.h>
#include <readstat.h>
