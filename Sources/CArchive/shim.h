// libarchive 3.6 or newer (Debian libarchive-dev, Homebrew libarchive). Only ZIP, gzip and zstd are
// switched on where it is used; it reads many more forms, each with its own parser of hostile bytes.
#include <archive.h>
#include <archive_entry.h>
