/* The opening handshake of RFC 6455, section 4.2.2, and nothing else of HTTP. */
#pragma once
#include <stddef.h>

/* Looks for a complete upgrade request in `text`. Returns the bytes it takes up, 0 if more are needed,
   -1 if it is not an upgrade. On success writes the 101 answer to `answer` (at least 256 bytes). */
int upgrade_answer(const char *text, size_t size, char *answer, size_t *answer_size);
