// libxlsxwriter 1.1 or newer (Debian libxlsxwriter-dev, Homebrew libxlsxwriter).
#include <xlsxwriter.h>
