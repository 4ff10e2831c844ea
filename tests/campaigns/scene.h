/* The folders in which a try runs: `at`, its working directory, which contains the history h.db;
 * `out`, for charts; `tmp`, its TMPDIR. Also checks whether the try left them unchanged. */
#ifndef CAMPAIGNS_SCENE_H
#define CAMPAIGNS_SCENE_H

#include <stdbool.h>
#include <stddef.h>

enum { SCENE_FILES = 64, SCENE_PATH = 512 };

struct scene {
    char at[SCENE_PATH], out[SCENE_PATH], tmp[SCENE_PATH];
    const char *base; /* each try starts with a copy of this history; borrowed */
    struct scene_file *files;
    size_t count;
};

/* Create the folders inside `folder`. Prints an error and exits if that fails. */
void scene_open(struct scene *scene, const char *folder, const char *base);

/* Recreate `at` with a copy of the base, changed as `how` says:
 *   sql TEXT            by SQL, with writable_schema allowed
 *   may TEXT            the same, but it may fail, or change nothing
 *   sh TEXT             by shell commands; BASE is the path of the base
 *   corrupt KIND SEED   at random (campaigns/corrupt.h)
 * Returns 0, 1 if a `may` had no effect, or -1 after printing an error. */
int scene_prepare(struct scene *scene, const char *how);

/* Record the contents of `at`. */
void scene_remember(struct scene *scene);

/* What has changed since scene_remember(), or NULL. Static; valid until the next call. */
const char *scene_change(struct scene *scene);

/* What a try left behind in tmp, or a file PWN… anywhere; NULL if nothing. Static; valid until the
 * next call. */
const char *scene_litter(struct scene *scene);

/* Remove the contents of `at`, `out` and `tmp`. */
void scene_clear(struct scene *scene);

#endif
