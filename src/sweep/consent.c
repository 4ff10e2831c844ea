/* Decides whether a resumed sweep may run the programs that its file names. A file may come from an
 * untrusted source, so a stored --exec runs only if the same --exec is given with --resume. */
#include "base/text.h"
#include "sweep/sweep.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Returns true if list contains every program of wanted, with the same name and command. */
static bool holds_all(const struct foreign_model *list, const struct foreign_model *wanted) {
    for (; wanted; wanted = wanted->next) {
        const struct foreign_model *found = list;

        while (found && (strcmp(found->name, wanted->name) ||
                         strcmp(found->model.command, wanted->model.command)))
            found = found->next;
        if (!found)
            return false;
    }
    return true;
}

static bool needs_quotes(const char *word) {
    for (const char *letter = word; *letter; letter++)
        if (!isalnum((unsigned char)*letter) && !strchr("/._-=,:+@%", *letter))
            return true;
    return !*word;
}

/* Prints a word quoted for a shell, with only plain characters, as a terminal may show it. */
static void print_word(const char *word) {
    bool quoted = needs_quotes(word);
    char plain[PATH_MAX + 1];

    text_plain(plain, sizeof plain, word);
    fputs(quoted ? "'" : "", stderr);
    for (const char *letter = plain; *letter; letter++)
        if (*letter == '\'')
            fputs("'\\''", stderr);
        else
            fputc(*letter, stderr);
    fputs(quoted ? "'" : "", stderr);
}

void sweep_print_resumption(const struct options *options, int64_t id) {
    fputs("runner --db=", stderr);
    print_word(options->db);
    fprintf(stderr, " --resume=%lld", (long long)id);
    for (const struct foreign_model *foreign = options->foreign; foreign; foreign = foreign->next) {
        char word[sizeof foreign->name + sizeof((struct spec *)0)->command] = "";

        text_add(word, sizeof word, "%s=%s", foreign->name, foreign->model.command);
        fputs(" --exec=", stderr);
        print_word(word);
    }
    fputs("\n", stderr);
}

void sweep_print_programs(const struct options *options) {
    for (const struct foreign_model *foreign = options->foreign; foreign; foreign = foreign->next) {
        fprintf(stderr, "%s: runs ", foreign->name);
        text_write(stderr, foreign->model.command);
        fputs("\n", stderr);
    }
}

int sweep_check_consent(const struct options *stored, const struct options *given, int64_t id,
                        struct err *err) {
    if (!holds_all(stored->foreign, given->foreign))
        return err_set(
            err, ERR_USAGE,
            "--exec: sweep %lld in '%s' was not started with that program; with --resume, "
            "give the --exec it was started with, or none",
            (long long)id, given->db);
    if (given->dry_run || holds_all(given->foreign, stored->foreign))
        return 0;
    sweep_print_programs(stored);
    fputs("to run it: ", stderr);
    sweep_print_resumption(stored, id);
    return err_set(err, ERR_USAGE,
                   "sweep %lld in '%s' names a program to run, and a file may come from anybody; "
                   "give the same --exec with --resume to run it, as above",
                   (long long)id, given->db);
}
