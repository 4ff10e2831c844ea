#include "plan/option_text.h"

#include "base/suggest.h"
#include "base/text.h"
#include "base/units.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

int option_count(const char *option, const char *text, int64_t least, int64_t most, int64_t *value,
                 struct err *err) {
    const char *trouble = units_parse_count(text, value);

    if (!trouble && *value < least)
        trouble = "is too small";
    if (!trouble && *value > most)
        trouble = "is too large";
    return trouble ? err_set(err, ERR_USAGE, "%s: '%s' %s; give a whole number from %lld to %lld",
                             option, text, trouble, (long long)least, (long long)most)
                   : 0;
}

int option_stack(const char *text, int64_t *bytes, struct err *err) {
    const char *trouble = units_parse_bytes(text, bytes);

    if (!trouble && *bytes < 1024)
        trouble = "is too small";
    if (!trouble && *bytes > 1 << 30)
        trouble = "is too large";
    if (!trouble && *bytes % 64 != 0)
        trouble = "is no multiple of 64";
    return trouble ? err_set(err, ERR_USAGE,
                             "--stack: '%s' %s; give a size in bytes or K, M, G, from 1K to 1G",
                             text, trouble)
                   : 0;
}

int option_time(const char *option, const char *text, const char *unit, int64_t least_ns,
                int64_t *ns, struct err *err) {
    const char *trouble = units_parse_time(text, unit, ns);

    if (!trouble && *ns < least_ns)
        trouble = "is too short";
    return trouble ? err_set(err, ERR_USAGE, "%s: '%s' %s; give a time%s such as 500us, 5ms or 1s",
                             option, text, trouble, least_ns > 0 ? " above 0" : "")
                   : 0;
}

int option_lateness(const char *text, int64_t *ns, struct err *err) {
    static const int64_t most_ns = 100 * NS_PER_MS;

    if (option_time("--lateness", text, NULL, 1, ns, err))
        return -1;
    return *ns <= most_ns ? 0
                          : err_set(err, ERR_USAGE,
                                    "--lateness: '%s' is too long; give a time up to 100ms", text);
}

int option_name(const char *what, const char *text, const char *const *names, int32_t *value,
                struct err *err) {
    size_t count = 0;

    *value = names_find(names, text);
    while (names[count])
        count++;
    return *value < 0 ? suggest_refuse(err, what, text, names, count) : 0;
}

int option_within(const char *text, double *within, struct err *err) {
    char *end = NULL;
    double percent = text ? strtod(text, &end) : 10;
    bool number = !text || (isdigit((unsigned char)*text) && !strpbrk(text, "xX"));

    if (text && *end == '%')
        end++;
    if (!number || (text && *end) || !(percent >= 1 && percent <= 50))
        return err_set(err, ERR_USAGE,
                       "--find-crossover: '%s' is no percentage from 1 to 50; give one such as 10",
                       text);
    *within = percent / 100;
    return 0;
}

int option_kind(const char *text, const struct task **task, struct err *err) {
    const char *names[16];
    size_t count = 0;

    *task = task_find(text);
    for (; tasks[count]; count++)
        names[count] = tasks[count]->name;
    return *task ? 0 : suggest_refuse(err, "there is no kind", text, names, count);
}

int option_preset(const char *text, const struct preset **preset, struct err *err) {
    const char *names[16];
    size_t count = 0;

    *preset = preset_find(text);
    for (; presets[count].name; count++)
        names[count] = presets[count].name;
    return *preset ? 0 : suggest_refuse(err, "there is no preset", text, names, count);
}

int option_file(const char *option, const char *text, const char **file, struct err *err) {
    *file = text;
    return *text ? 0
                 : err_set(err, ERR_USAGE,
                           "%s: the file's name is empty; give one, or leave it out", option);
}

int option_plain(const char *option, const char *text, const char **plain, struct err *err) {
    const char *trouble = text_trouble(text);
    char shown[64];

    *plain = text;
    return trouble ? err_set(err, ERR_USAGE, "%s: '%s' %s; give plain text", option,
                             text_plain(shown, sizeof shown, text), trouble)
                   : 0;
}
