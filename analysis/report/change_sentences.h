/* The sentences of --compare, each with a label. */
#ifndef ANALYSIS_REPORT_CHANGE_SENTENCES_H
#define ANALYSIS_REPORT_CHANGE_SENTENCES_H

#include "analysis/report/change_set.h"

struct change_sentences {
    struct change_sentence {
        const char *label; /* "TIME"; "" continues the one above, NULL precedes all */
        char *text;
    } * sentence;
    size_t count;
};

/* places: include where the models differ on both sides. Owned by the caller: free with
 * change_sentences_free(). */
struct change_sentences change_sentences_make(const struct change_set *set, bool places);
void change_sentences_free(struct change_sentences *sentences);

size_t change_sentences_lines(const struct change_sentences *sentences);
void change_sentences_print(const struct change_sentences *sentences);

/* Prints one line per metric. */
void change_sentences_print_plain(const struct change_sentences *sentences);

#endif
