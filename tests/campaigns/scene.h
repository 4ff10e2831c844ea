/* The folders that a try takes place in: `at`, its working directory, where the history h.db lies;
 * `out` for charts; `tmp`, its TMPDIR. And whether it left them as they were. */
#ifndef CAMPAIGNS_SCENE_H
#define CAMPAIGNS_SCENE_H

#include <stdbool.h>
#include <stddef.h>

enum { SCENE_FILES = 64, SCENE_PATH = 512 };

struct scene {
    char at[SCENE_PATH], out[SCENE_PATH], tmp[SCENE_PATH];
    const char *base; /* the history that each try begins with a copy of; borrowed */
    struct scene_file *files;
    size_t count;
};

/* Make the folders inside `folder`. Exits with a sentence where that fails. */
void scene_open(struct scene *scene, const char *folder, const char *base);

/* Make `at` anew: a copy of the base, changed as `how` says.
 *   sql TEXT            by SQL, with writable_schema allowed
 *   may TEXT            likewise, but it may fail, or change nothing
 *   sh TEXT             by shell commands, BASE being the base's path
 *   corrupt KIND SEED   at random (campaigns/corrupt.h)
 * Returns 0, 1 where a `may` did not come about, or -1 with a sentence on stderr. */
int scene_prepare(struct scene *scene, const char *how);

/* Note what lies in `at`. */
void scene_remember(struct scene *scene);

/* What differs from then, or NULL; static, until the next call. */
const char *scene_change(struct scene *scene);

/* What a try left behind in tmp, or a file PWN… anywhere, or NULL; static, until the next call. */
const char *scene_litter(struct scene *scene);

/* Remove what lies in `at`, `out` and `tmp`. */
void scene_clear(struct scene *scene);

#endif
