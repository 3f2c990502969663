// libcsv 3.0.3 (Debian libcsv-dev, Homebrew libcsv) ships no pkg-config file; the header alone will do.
#include <csv.h>
