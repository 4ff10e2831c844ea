#include "trial/last_words.h"

#include <string.h>
#include <unistd.h>

bool last_words_are_plain(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] != '\t' && (text[i] < ' ' || text[i] > '~'))
            return false;
    return true;
}

void last_words_read(int fd, char *words, size_t size) {
    ssize_t length = pread(fd, words, size - 1, 0);

    words[length > 0 ? length : 0] = 0;
    words[strcspn(words, "\n")] = 0;
    for (char *word = words; *word; word++)
        if (!last_words_are_plain(word, 1))
            *word = '?';
}
