/* tries: run a list of tries and judge each.
 *
 * usage: tries LIST BASE KEEP
 *
 * Each line of LIST is a try, its fields separated by tabs:
 *   group     the group that it is counted in
 *   exits     the accepted exit statuses, such as "0 1 2 3"
 *   how       how the copy of BASE is changed, see campaigns/scene.h
 *   command   runs in the folder of the copy, with OUT for charts and its own TMPDIR; only a
 *             command that begins with "runner" may change the files
 *
 * A failure is reported on stderr, with the command that reproduces it; the file is kept in the
 * folder KEEP. A table of tries and failures per group goes to stdout.
 * Exit status: 0 no failure, 1 some. */
#include "tests/campaigns/outcome.h"
#include "tests/campaigns/scene.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct try {
    char *group, *exits, *how, *command;
};

enum result { NOT_TRIED, GOOD, FAILED, IMPOSSIBLE };

struct campaign {
    struct try *tries;
    size_t count;
    unsigned char *results; /* shared by all processes */
    const char *base, *keep;
};

static void read_tries(struct campaign *campaign, const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0, room = 0;

    if (!file) {
        perror(path);
        exit(1);
    }
    while (getline(&line, &size, file) > 0) {
        char *rest = strdup(line);
        struct try *try;

        if (campaign->count == room)
            campaign->tries = realloc(campaign->tries, (room = room * 2 + 64) * sizeof *try);
        try = &campaign->tries[campaign->count++];
        rest[strcspn(rest, "\n")] = 0;
        try->group = strsep(&rest, "\t");
        try->exits = strsep(&rest, "\t");
        try->how = strsep(&rest, "\t");
        try->command = strsep(&rest, "\t");
        if (!try->command) {
            fprintf(stderr, "%s: line %zu has fewer than 4 fields\n", path, campaign->count);
            exit(1);
        }
    }
    free(line);
    fclose(file);
}

/* Report a failure: keep the history as it was before, and print how to reproduce the failure. */
static void tell(const struct campaign *campaign, size_t index, struct scene *scene,
                 const char *fault) {
    const struct try *try = &campaign->tries[index];
    char *copying, *text;

    if (asprintf(&copying, "mkdir -p '%s/%zu' && cp -a '%s/.' '%s/%zu' 2> /dev/null",
                 campaign->keep, index, scene->at, campaign->keep, index) < 0)
        abort();
    if (scene_prepare(scene, try->how) || system(copying))
        fprintf(stderr, "try %zu could not be kept\n", index);
    if (asprintf(&text, "%s: %s\n    cd %s/%zu && %s\n    # %.400s\n", try->group, fault,
                 campaign->keep, index, try->command, try->how) < 0)
        abort();
    fputs(text, stderr);
    free(text);
    free(copying);
}

static enum result perform(const struct campaign *campaign, size_t index, struct scene *scene) {
    const struct try *try = &campaign->tries[index];
    const char *fault;
    struct outcome outcome;

    outcome_of(&outcome, try->command, scene->at);
    fault = outcome_fault(&outcome, try->command, try->exits);
    if (!fault && (fault = scene_litter(scene)))
        fprintf(stderr, "left behind: %s\n", fault);
    if (!fault && strncmp(try->command, "runner", 6))
        fault = scene_change(scene);
    if (fault)
        tell(campaign, index, scene, fault);
    outcome_free(&outcome);
    return fault ? FAILED : GOOD;
}

static bool same_file(const struct campaign *campaign, size_t index) {
    return index > 0 && !strcmp(campaign->tries[index].how, campaign->tries[index - 1].how);
}

/* Whether the prepared file can be used again. It is prepared again after a failure and after a
 * command that may write. */
static bool is_fresh(const struct campaign *campaign, size_t index) {
    return same_file(campaign, index) && campaign->results[index - 1] == GOOD &&
           strncmp(campaign->tries[index - 1].command, "runner", 6);
}

/* Do every `workers`-th file with all its tries. */
static void work(const struct campaign *campaign, const char *folder, size_t worker,
                 size_t workers) {
    struct scene scene;
    size_t file = 0;

    scene_open(&scene, folder, campaign->base);
    setenv("BASE", campaign->base, 1);
    setenv("OUT", scene.out, 1);
    setenv("TMPDIR", scene.tmp, 1);
    setenv("HOME", scene.out, 1);
    for (size_t i = 0; i < campaign->count; i++) {
        int prepared = 0;

        file += !same_file(campaign, i);
        if (file % workers != worker)
            continue;
        if (!is_fresh(campaign, i)) {
            prepared = scene_prepare(&scene, campaign->tries[i].how);
            scene_remember(&scene);
        }
        campaign->results[i] = prepared > 0   ? IMPOSSIBLE
                               : prepared < 0 ? FAILED
                                              : perform(campaign, i, &scene);
    }
    scene_clear(&scene);
}

static void work_apart(const struct campaign *campaign, size_t workers) {
    char folders[64][SCENE_PATH - 64];
    const char *where = getenv("TMPDIR");

    for (size_t i = 0; i < workers; i++) {
        snprintf(folders[i], sizeof folders[i], "%s/tries-XXXXXX", where ? where : "/tmp");
        if (!mkdtemp(folders[i])) {
            perror(folders[i]);
            exit(1);
        }
        if (fork() == 0) {
            work(campaign, folders[i], i, workers);
            exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
    for (size_t i = 0; i < workers; i++) {
        char *removal;

        if (asprintf(&removal, "rm -rf '%s'", folders[i]) < 0 || system(removal))
            fprintf(stderr, "%s could not be removed\n", folders[i]);
        free(removal);
    }
}

/* Print the row of one group; returns how many failed. A group in which no try was possible counts
 * as a failure. */
static size_t print_group(const struct campaign *campaign, const char *group) {
    size_t tries = 0, failures = 0;

    for (size_t i = 0; i < campaign->count; i++)
        if (!strcmp(campaign->tries[i].group, group) && campaign->results[i] != IMPOSSIBLE) {
            tries++;
            failures += campaign->results[i] != GOOD;
        }
    printf("| %s | %zu | %zu |\n", group, tries, failures);
    return tries > 0 ? failures : 1;
}

static bool is_first(const struct campaign *campaign, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (!strcmp(campaign->tries[i].group, campaign->tries[index].group))
            return false;
    return true;
}

int main(int argc, char **argv) {
    struct campaign campaign = {0};
    size_t failures = 0, workers = (size_t)sysconf(_SC_NPROCESSORS_ONLN);

    if (argc != 4) {
        fprintf(stderr, "usage: tries LIST BASE KEEP\n");
        return 2;
    }
    read_tries(&campaign, argv[1]);
    campaign.base = argv[2];
    campaign.keep = argv[3];
    campaign.results =
        mmap(NULL, campaign.count + 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    work_apart(&campaign, workers > 64 ? 64 : workers);
    printf("| hostile | tries | failures |\n|---|---:|---:|\n");
    for (size_t i = 0; i < campaign.count; i++)
        if (is_first(&campaign, i))
            failures += print_group(&campaign, campaign.tries[i].group);
    return failures > 0;
}
