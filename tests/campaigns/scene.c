#include "tests/campaigns/scene.h"

#include "tests/campaigns/corrupt.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { most_compared = 16 << 20 }; /* bytes; larger files are compared by size and time only */

struct scene_file {
    char name[256];
    struct stat stat;
    char *bytes; /* NULL: not a file, or too large */
};

static void make_folder(char path[static SCENE_PATH], const char *folder, const char *name) {
    snprintf(path, SCENE_PATH, "%s/%s", folder, name);
    if (mkdir(path, 0755)) {
        perror(path);
        exit(1);
    }
}

void scene_open(struct scene *scene, const char *folder, const char *base) {
    make_folder(scene->at, folder, "at");
    make_folder(scene->out, folder, "out");
    make_folder(scene->tmp, folder, "tmp");
    scene->base = base;
    scene->files = calloc(SCENE_FILES, sizeof *scene->files);
    scene->count = 0;
}

static int remove_entry(const char *path, const struct stat *stat, int kind, struct FTW *walk) {
    (void)stat;
    if (walk->level > 0)
        (kind == FTW_DP ? rmdir : unlink)(path);
    return 0;
}

static void empty_folder(const char *folder) {
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void forget(struct scene *scene) {
    for (size_t i = 0; i < scene->count; i++)
        free(scene->files[i].bytes);
    scene->count = 0;
}

void scene_clear(struct scene *scene) {
    forget(scene);
    empty_folder(scene->at);
    empty_folder(scene->out);
    empty_folder(scene->tmp);
}

/* The bytes of a file, or NULL if it cannot be read. Owned by the caller. */
static char *file_bytes(const char *path, size_t size) {
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(size + 1);

    if (!file || fread(bytes, 1, size, file) != size) {
        free(bytes);
        bytes = NULL;
    }
    if (file)
        fclose(file);
    return bytes;
}

static int copy_base(struct scene *scene, char **bytes, size_t *size) {
    struct stat stat_of;

    if (stat(scene->base, &stat_of) ||
        !(*bytes = file_bytes(scene->base, *size = (size_t)stat_of.st_size))) {
        perror(scene->base);
        return -1;
    }
    return 0;
}

static int write_history(struct scene *scene, const char *bytes, size_t size) {
    char path[SCENE_PATH + 16];
    FILE *file;
    bool written;

    snprintf(path, sizeof path, "%s/h.db", scene->at);
    file = fopen(path, "wb");
    written = file && fwrite(bytes, 1, size, file) == size;
    if (!written)
        perror(path);
    if (file)
        fclose(file);
    return written ? 0 : -1;
}

static int change_by_sql(struct scene *scene, const char *sql, bool may_fail) {
    static const char quick[] = "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;"
                                "PRAGMA max_page_count = 16384;";
    char path[SCENE_PATH + 16];
    sqlite3 *db = NULL;
    int result = 0;

    snprintf(path, sizeof path, "%s/h.db", scene->at);
    sqlite3_open(path, &db);
    sqlite3_exec(db, quick, NULL, NULL, NULL);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        result = may_fail ? 1 : -1;
    else if (may_fail && sqlite3_total_changes(db) == 0)
        result = 1;
    if (result < 0)
        fprintf(stderr, "cannot prepare a try: %s: %.300s\n", sqlite3_errmsg(db), sql);
    sqlite3_close(db);
    return result;
}

static int change_by_shell(struct scene *scene, const char *commands) {
    char *text;
    int status;

    if (asprintf(&text, "cd '%s' && { %s\n}", scene->at, commands) < 0)
        abort();
    status = system(text);
    if (status)
        fprintf(stderr, "cannot prepare a try: status %d: %.300s\n", status, commands);
    free(text);
    return status ? -1 : 0;
}

int scene_prepare(struct scene *scene, const char *how) {
    bool by_sql = !strncmp(how, "sql ", 4), may_fail = !strncmp(how, "may ", 4);
    bool corrupted = !strncmp(how, "corrupt ", 8);
    char *bytes;
    size_t size;
    int result;

    scene_clear(scene);
    if (copy_base(scene, &bytes, &size))
        return -1;
    if (corrupted)
        corrupt(bytes, &size, how + 8);
    result = write_history(scene, bytes, size);
    free(bytes);
    if (!result && (by_sql || may_fail))
        result = change_by_sql(scene, how + 4, may_fail);
    else if (!result && !corrupted)
        result = change_by_shell(scene, how + 3);
    return result;
}

static bool is_compared(const struct scene_file *file) {
    const char *ending = strrchr(file->name, '-');

    /* A -shm is left out: readers record in it how far they have read. */
    return S_ISREG(file->stat.st_mode) && file->stat.st_size <= most_compared &&
           !(ending && !strcmp(ending, "-shm"));
}

static void look_at(struct scene *scene, const char *name) {
    struct scene_file *file = &scene->files[scene->count];
    char path[SCENE_PATH + 300];

    snprintf(path, sizeof path, "%s/%s", scene->at, name);
    snprintf(file->name, sizeof file->name, "%s", name);
    file->bytes = NULL;
    if (lstat(path, &file->stat))
        return;
    if (is_compared(file))
        file->bytes = file_bytes(path, (size_t)file->stat.st_size);
    scene->count++;
}

static int by_name(const void *one, const void *other) {
    return strcmp(((const struct scene_file *)one)->name, ((const struct scene_file *)other)->name);
}

void scene_remember(struct scene *scene) {
    DIR *folder = opendir(scene->at);
    struct dirent *entry;

    forget(scene);
    while (folder && (entry = readdir(folder)) && scene->count < SCENE_FILES)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            look_at(scene, entry->d_name);
    if (folder)
        closedir(folder);
    qsort(scene->files, scene->count, sizeof *scene->files, by_name);
}

static bool file_differs(const struct scene_file *was, const struct scene_file *is) {
    bool silent = !was->bytes && S_ISREG(was->stat.st_mode) && was->stat.st_size <= most_compared;

    if (was->stat.st_mode != is->stat.st_mode || was->stat.st_ino != is->stat.st_ino)
        return true;
    if (silent || (!S_ISREG(was->stat.st_mode) && !S_ISDIR(was->stat.st_mode)))
        return false;
    return was->stat.st_size != is->stat.st_size ||
           was->stat.st_mtim.tv_sec != is->stat.st_mtim.tv_sec ||
           was->stat.st_mtim.tv_nsec != is->stat.st_mtim.tv_nsec ||
           (was->bytes && (!is->bytes || memcmp(was->bytes, is->bytes, (size_t)is->stat.st_size)));
}

const char *scene_change(struct scene *scene) {
    static char text[300];
    struct scene was = *scene;

    scene->files = calloc(SCENE_FILES, sizeof *scene->files);
    scene->count = 0;
    scene_remember(scene);
    *text = 0;
    for (size_t i = 0; i < was.count || i < scene->count; i++) {
        const struct scene_file *then = &was.files[i], *now = &scene->files[i];

        if (i >= was.count || i >= scene->count || strcmp(then->name, now->name))
            snprintf(text, sizeof text, "%s came or went", (i < scene->count ? now : then)->name);
        else if (file_differs(then, now))
            snprintf(text, sizeof text, "%s was changed", then->name);
        if (*text)
            break;
    }
    forget(&was);
    free(was.files);
    return *text ? text : NULL;
}

/* The first entry of a folder whose name begins with `lead`, or NULL. Static. */
static const char *entry_of(const char *path, const char *lead) {
    static char name[256];
    DIR *folder = opendir(path);
    struct dirent *entry;

    *name = 0;
    while (folder && !*name && (entry = readdir(folder)))
        if (entry->d_name[0] != '.' && !strncmp(entry->d_name, lead, strlen(lead)))
            snprintf(name, sizeof name, "%s", entry->d_name);
    if (folder)
        closedir(folder);
    return *name ? name : NULL;
}

const char *scene_litter(struct scene *scene) {
    const char *left = entry_of(scene->tmp, "");

    if (!left)
        left = entry_of(scene->at, "PWN");
    return left ? left : entry_of(scene->out, "PWN");
}
