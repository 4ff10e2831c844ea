#include "tests/campaigns/outcome.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

enum { NOT_BEGUN = 125 }; /* exit status: the shell could not be started */

/* 10 s, or PATIENCE (s) for a busy machine. */
static int patience_ms(void) {
    const char *seconds = getenv("PATIENCE");

    return (seconds ? atoi(seconds) : 10) * 1000;
}

static void limit(int what, rlim_t most) {
    setrlimit(what, &(struct rlimit){most, most});
}

/* Without a limit on the address space under a sanitizer, which reserves terabytes of it. */
static void limit_all(void) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 128 << 20);
    if (!getenv("ASAN_OPTIONS"))
        limit(RLIMIT_AS, (rlim_t)4 << 30);
}

static void become(const char *command, const char *folder, int out, int err) {
    setpgid(0, 0);
    limit_all();
    if (chdir(folder) || dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0 ||
        !freopen("/dev/null", "r", stdin))
        _exit(NOT_BEGUN);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(NOT_BEGUN);
}

/* The exit status, 128 + the signal, or -1 if it hung. Closes `watch`, a pidfd. */
static int wait_for(pid_t pid, int watch) {
    struct pollfd ended = {.fd = watch, .events = POLLIN};
    bool hung = poll(&ended, 1, patience_ms()) == 0;
    int status;

    kill(-pid, SIGKILL); /* including whatever it left running */
    waitpid(pid, &status, 0);
    close(watch);
    if (hung)
        return -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static char *all_of(int fd, size_t *size) {
    off_t length = lseek(fd, 0, SEEK_END);
    char *text = calloc(1, (size_t)length + 1);
    ssize_t got = pread(fd, text, (size_t)length, 0);

    *size = got > 0 ? (size_t)got : 0;
    close(fd);
    return text;
}

/* Run the command. Returns false if this process, not the command, was short of a resource, so that
 * the command could not be started or watched. */
static bool perform(struct outcome *outcome, const char *command, const char *folder) {
    int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC), watch;
    pid_t pid = out < 0 || err < 0 ? -1 : fork();

    if (pid == 0)
        become(command, folder, out, err);
    watch = pid > 0 ? (int)syscall(SYS_pidfd_open, pid, 0) : -1;
    if (watch < 0) {
        if (pid > 0) {
            kill(pid, SIGKILL);
            waitpid(pid, NULL, 0);
        }
        close(out);
        close(err);
        return false;
    }
    setpgid(pid, pid);
    outcome->status = wait_for(pid, watch);
    outcome->out = all_of(out, &outcome->out_size);
    outcome->err = all_of(err, &outcome->err_size);
    return true;
}

void outcome_of(struct outcome *outcome, const char *command, const char *folder) {
    for (int attempt = 0; attempt < 20; attempt++) {
        if (attempt > 0)
            usleep(100000);
        if (!perform(outcome, command, folder))
            continue;
        if (outcome->status != NOT_BEGUN)
            return;
        outcome_free(outcome);
    }
    fprintf(stderr, "cannot begin a command\n");
    exit(1);
}

void outcome_free(struct outcome *outcome) {
    free(outcome->out);
    free(outcome->err);
}

/* Whether a terminal shows the character as it is. Uses the C library's tables, independently of
 * the programs' own. */
static bool is_harmless(wchar_t character) {
    if (character == '\n' || character == '\t')
        return true;
    return character >= 0x20 && !(character >= 0x7f && character < 0xa0) && character != 0x61c &&
           character != 0x200e && character != 0x200f &&
           !(character >= 0x2028 && character <= 0x202e) &&
           !(character >= 0x2066 && character <= 0x2069);
}

static const char *painted(const char *text, size_t size, const char *where) {
    static char fault[128];
    mbstate_t state = {0};

    setlocale(LC_CTYPE, "C.UTF-8");
    for (size_t at = 0; at < size;) {
        wchar_t character;
        size_t bytes = mbrtowc(&character, text + at, size - at, &state);

        if (bytes == 0)
            bytes = 1, character = 0;
        if (bytes > 4) {
            snprintf(fault, sizeof fault, "printed bytes that are no UTF-8 on %s", where);
            return fault;
        }
        if (!is_harmless(character)) {
            snprintf(fault, sizeof fault, "printed U+%04X on %s", (unsigned)character, where);
            return fault;
        }
        at += bytes;
    }
    return NULL;
}

/* Each line must be one JSON value. */
static bool is_json(const char *text) {
    sqlite3 *db;
    sqlite3_stmt *question;
    bool valid = true;

    sqlite3_open(":memory:", &db);
    sqlite3_prepare_v2(db, "SELECT json_valid(?)", -1, &question, NULL);
    while (*text && valid) {
        size_t length = strcspn(text, "\n");

        sqlite3_bind_text(question, 1, text, (int)length, SQLITE_STATIC);
        valid = sqlite3_step(question) == SQLITE_ROW && sqlite3_column_int(question, 0) == 1;
        sqlite3_reset(question);
        text += length + (text[length] == '\n');
    }
    sqlite3_finalize(question);
    sqlite3_close(db);
    return valid;
}

static int bars(const char *line, size_t length) {
    int count = 0;

    for (size_t i = 0; i < length; i++)
        count += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    return count;
}

/* A line that begins with a bar starts a table, which ends at an empty line. Every line of it must
 * have as many columns as the first. */
static bool is_markdown(const char *text) {
    int columns = 0;

    for (bool begins = true; *text;) {
        size_t length = strcspn(text, "\n");

        if (begins)
            columns = *text == '|' ? bars(text, length) : 0;
        if (columns > 0 && length > 0 && bars(text, length) != columns)
            return false;
        begins = length == 0;
        text += length + (text[length] == '\n');
    }
    return true;
}

static const char *exit_fault(int status, const char *exits) {
    static char fault[64];
    char *copy = strdup(exits), *rest = copy, *word;
    bool allowed = false;

    while ((word = strsep(&rest, " ")))
        allowed = allowed || atoi(word) == status;
    free(copy);
    if (allowed)
        return NULL;
    snprintf(fault, sizeof fault, status < 0 ? "hung" : "ended with status %d, not %s", status,
             exits);
    return fault;
}

const char *outcome_fault(const struct outcome *outcome, const char *command, const char *exits) {
    const char *fault = exit_fault(outcome->status, exits);

    if (!fault)
        fault = painted(outcome->out, outcome->out_size, "stdout");
    if (!fault)
        fault = painted(outcome->err, outcome->err_size, "stderr");
    if (!fault && outcome->status == 0 && outcome->out_size > 0) {
        if (strstr(command, "--format=json") && !is_json(outcome->out))
            fault = "printed a line that is no JSON";
        else if (strstr(command, "--format=markdown") && !is_markdown(outcome->out))
            fault = "printed what is no table in Markdown";
    }
    return fault;
}
