#include "trial/stderr_tail.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool stderr_tail_is_plain(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] != '\t' && (text[i] < ' ' || text[i] > '~'))
            return false;
    return true;
}

void stderr_tail_add(int fd, struct record *record) {
    char words[160];
    ssize_t count = pread(fd, words, sizeof words - 1, 0);

    words[count > 0 ? count : 0] = 0;
    words[strcspn(words, "\n")] = 0;
    for (char *word = words; *word; word++)
        if (!stderr_tail_is_plain(word, 1))
            *word = '?';
    if (*words)
        text_add(record->error, sizeof record->error, ": %s", words);
}
