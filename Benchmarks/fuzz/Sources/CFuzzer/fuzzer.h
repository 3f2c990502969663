#include <stddef.h>
#include <stdint.h>

// LLVM's own entry to libFuzzer, for programs that have a main.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*one_input)(const uint8_t *data, size_t size));
