#include "trial/external.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/interrupt.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wordexp.h>

/* More than this is no line of a trial. */
enum { most_printed = 65536 };

static void refuse(struct record *record, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void refuse(struct record *record, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(record->error, sizeof record->error, format, arguments);
    va_end(arguments);
    record->status = STATUS_ERROR;
}

/* --- what it printed -------------------------------------------------------------------------- */

/* Printable ASCII and tabs: names and numbers need no more. */
static bool is_plain(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] != '\t' && (text[i] < ' ' || text[i] > '~'))
            return false;
    return true;
}

/* A finite number, and nothing else; NAN otherwise. */
static double number_of(const char *text) {
    char *end;
    double value = strtod(text, &end);

    return end == text || *end || isspace((unsigned char)*text) || !isfinite(value) ? NAN : value;
}

static void read_total(const char *text, struct record *record) {
    double total = number_of(text);

    if (isnan(total) || total < 0 || total > 1e7)
        refuse(record, "the program's total '%.40s' is no time in seconds", text);
    else
        record->total_ns = llround(total * 1e9);
}

static void read_extra(char *text, struct record *record) {
    const struct {
        const char *key;
        int64_t *field;
        double scale;
    } whole[] = {
        {"spawn", &record->spawn_ns, 1e9},
        {"burst", &record->burst_ns, 1e9},
        {"shortest_wait", &record->shortest_wait_ns, 1},
        {"workers_used", &record->workers_used, 1},
        {"greatest_in_flight", &record->greatest_in_flight, 1},
    };
    char *value = strchr(text, '=');
    double number;

    if (!value) {
        refuse(record, "the program's field '%.60s' is no key=value", text);
        return;
    }
    *value++ = 0;
    if (!strcmp(text, "runtime")) {
        snprintf(record->runtime, sizeof record->runtime, "%s", value);
        return;
    }
    number = number_of(value);
    if (!strcmp(text, "steady"))
        record->steady = number;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (!strcmp(text, whole[i].key)) {
            if (isnan(number) || fabs(number) > 1e9)
                refuse(record, "the program's %s '%.40s' is no number", text, value);
            else
                *whole[i].field = llround(number * whole[i].scale);
        }
}

static void check_asked(char *const *fields, const struct spec *spec, struct record *record) {
    const struct {
        const char *name, *text;
        double asked;
    } asked[] = {
        {"sleep", fields[1], (double)spec->sleep_ns / 1e6},
        {"concurrency", fields[2], (double)spec->concurrency},
        {"tasks", fields[3], (double)spec->tasks},
    };

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (!(fabs(number_of(asked[i].text) - asked[i].asked) <= 1e-9 * asked[i].asked)) {
            refuse(record, "the program says %s %.40s, %g was asked", asked[i].name, asked[i].text,
                   asked[i].asked);
            return;
        }
}

static void certify(const struct spec *spec, struct record *record) {
    record->tasks_done = spec->tasks;
    if (record->greatest_in_flight != RECORD_NULL &&
        record->greatest_in_flight > spec->concurrency) {
        refuse(record, "%lld tasks were in flight at once with %lld workers",
               (long long)record->greatest_in_flight, (long long)spec->concurrency);
        record->status = STATUS_UNEVEN;
    } else if (record->shortest_wait_ns != RECORD_NULL &&
               record->shortest_wait_ns < spec->sleep_ns) {
        refuse(record, "a sleep lasted %lld ns, %lld ns were asked",
               (long long)record->shortest_wait_ns, (long long)spec->sleep_ns);
        record->status = STATUS_SHORT;
    }
}

static void read_line(char *line, const struct spec *spec, struct record *record) {
    enum { study_fields = 5, most_fields = 32 };
    char *fields[most_fields], *rest = line;
    int count = 0;

    while (rest && count < most_fields)
        fields[count++] = strsep(&rest, "\t");
    if (count < study_fields || rest) {
        refuse(record,
               "the program's line has %d fields; model, sleep, concurrency, tasks and total are "
               "wanted, with tabs between",
               count);
        return;
    }
    check_asked(fields, spec, record);
    if (record->status == STATUS_OK)
        read_total(fields[4], record);
    for (int i = study_fields; i < count && record->status == STATUS_OK; i++)
        read_extra(fields[i], record);
    if (record->status == STATUS_OK)
        certify(spec, record);
}

void external_read(const char *printed, size_t length, const struct spec *spec,
                   struct record *record) {
    const char *end = memchr(printed, '\n', length);
    char *line;

    record->status = STATUS_OK;
    if (length == 0) {
        refuse(record, "the program printed nothing; one line was wanted");
    } else if (length >= most_printed) {
        refuse(record, "the program printed %d bytes and more; one line was wanted", most_printed);
    } else if (!end) {
        refuse(record, "the program's line has no end; half of it may be missing");
    } else if (end + 1 < printed + length) {
        refuse(record, "the program printed more than one line");
    } else if (!is_plain(printed, length - 1)) {
        refuse(record, "the program's line holds bytes that are no plain text");
    } else {
        line = strndup(printed, length - 1);
        PROMISE(line);
        read_line(line, spec, record);
        free(line);
    }
    if (record->status == STATUS_ERROR)
        record->total_ns = RECORD_NULL;
}

/* --- running it ------------------------------------------------------------------------------- */

/* The command's words and ours, ended by NULL; NULL: it cannot be read. Owned by the caller. */
static char **words_of(const struct spec *spec, wordexp_t *words) {
    char **argv;

    if (wordexp(spec->command, words, WRDE_NOCMD) || words->we_wordc == 0)
        return NULL;
    argv = calloc(words->we_wordc + 7, sizeof *argv);
    PROMISE(argv);
    memcpy(argv, words->we_wordv, words->we_wordc * sizeof *argv);
    argv += words->we_wordc;
    argv[0] = "-t";
    PROMISE(asprintf(&argv[1], "%g", (double)spec->sleep_ns / 1e6) > 0);
    argv[2] = "-c";
    PROMISE(asprintf(&argv[3], "%lld", (long long)spec->concurrency) > 0);
    argv[4] = "-n";
    PROMISE(asprintf(&argv[5], "%lld", (long long)spec->tasks) > 0);
    return argv - words->we_wordc;
}

static void free_words(char **argv, wordexp_t *words) {
    for (int i = 1; argv && i < 6; i += 2)
        free(argv[words->we_wordc + (size_t)i]);
    free(argv);
    wordfree(words);
}

static pid_t start(char **argv, int output) {
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    interrupt_disarm();
    dup2(output, 1);
    execvp(argv[0], argv);
    dprintf(2, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

/* All that it prints, up to the most; what comes after is not read. */
static size_t read_all(int input, char *printed) {
    size_t length = 0;
    ssize_t count;

    while (length < most_printed &&
           (count = read(input, printed + length, most_printed - length)) != 0)
        if (count > 0)
            length += (size_t)count;
        else if (errno != EINTR)
            break;
    return length;
}

/* The first line of its stderr, which is this process's too. */
static void add_last_words(struct record *record) {
    char words[160];
    ssize_t count = pread(2, words, sizeof words - 1, 0);
    size_t length = strlen(record->error);

    words[count > 0 ? count : 0] = 0;
    words[strcspn(words, "\n")] = 0;
    for (char *word = words; *word; word++)
        if (!is_plain(word, 1))
            *word = '?';
    if (*words)
        snprintf(record->error + length, sizeof record->error - length, ": %s", words);
}

static void judge_exit(int status, struct record *record) {
    if (WIFSIGNALED(status)) {
        refuse(record, "the program was killed by signal %d (%s)", WTERMSIG(status),
               strsignal(WTERMSIG(status)));
        record->status = STATUS_CRASH;
    } else if (WEXITSTATUS(status) == 0) {
        return;
    } else {
        refuse(record, "the program ended with exit status %d", WEXITSTATUS(status));
    }
    record->total_ns = RECORD_NULL;
}

static int64_t span_ns(struct timeval time) {
    return time.tv_sec * NS_PER_S + time.tv_usec * NS_PER_US;
}

static void take_account(struct record *record) {
    struct rusage usage;

    PROMISE(!getrusage(RUSAGE_CHILDREN, &usage));
    record->user_ns = span_ns(usage.ru_utime);
    record->system_ns = span_ns(usage.ru_stime);
    record->voluntary_switches = usage.ru_nvcsw;
    record->involuntary_switches = usage.ru_nivcsw;
    record->minor_faults = usage.ru_minflt;
    record->major_faults = usage.ru_majflt;
    record->peak_rss = usage.ru_maxrss * 1024;
}

void external_perform(const struct spec *spec, struct record *record) {
    static char printed[most_printed];
    wordexp_t words = {0};
    char **argv = words_of(spec, &words);
    int ends[2], status = 0;
    size_t length;
    pid_t pid;

    if (!argv || pipe2(ends, O_CLOEXEC)) {
        refuse(record,
               "the command '%.80s' cannot be read; quote what a shell would take for "
               "itself",
               spec->command);
        free_words(argv, &words);
        return;
    }
    pid = start(argv, ends[1]);
    close(ends[1]);
    free_words(argv, &words);
    if (pid < 0) {
        refuse(record, "no process could be had: %s", strerror(errno));
        return;
    }
    length = read_all(ends[0], printed);
    external_read(printed, length, spec, record);
    close(ends[0]); /* who goes on printing is told so by SIGPIPE */
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (length < most_printed) /* else it was cut off, and its end says nothing */
        judge_exit(status, record);
    if (record->status == STATUS_ERROR || record->status == STATUS_CRASH)
        add_last_words(record);
    take_account(record);
}
