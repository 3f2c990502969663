/* libcsv alone: tokenises a file on one thread and counts what it is given. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

struct counts {
  unsigned long fields, records;
};

static void field(void *bytes, size_t length, void *context) {
  (void)bytes;
  (void)length;
  ((struct counts *)context)->fields++;
}

static void record(int end, void *context) {
  (void)end;
  ((struct counts *)context)->records++;
}

int main(int argc, char **argv) {
  static char buffer[1 << 18];
  struct counts counts = {0, 0};
  struct csv_parser parser;
  size_t length;
  FILE *file;
  if (argc != 2 || !(file = fopen(argv[1], "rb")) || csv_init(&parser, CSV_STRICT)) return 1;
  setvbuf(file, NULL, _IONBF, 0);
  while ((length = fread(buffer, 1, sizeof buffer, file)) > 0)
    if (csv_parse(&parser, buffer, length, field, record, &counts) != length) return 1;
  csv_fini(&parser, field, record, &counts);
  csv_free(&parser);
  fclose(file);
  printf("%lu fields in %lu records\n", counts.fields, counts.records);
  return 0;
}
