/* Foreign runtimes whose programs are shipped (src/adapter), and how the programs are found: next
 * to the build, or where they were installed next to runner. */
#include "base/err.h"
#include "model/model.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define GEVENT_NEEDS "python3-gevent", "/usr/lib/python3/dist-packages/gevent"
#define PYTHON_NEEDS "python3", "/usr/bin/python3"

const struct model model_gevent = {
    .name = "gevent",
    .help = "greenlets over gevent's JoinableQueue, as in the 2012 study",
    .engine = 1,
    .adapter = {GEVENT_NEEDS, .tcp = true},
};

const struct model model_gevent_pool = {
    .name = "gevent-pool",
    .help = "gevent.pool.Pool: a greenlet is spawned per task",
    .engine = 1,
    .adapter = {GEVENT_NEEDS},
};

const struct model model_python_thread = {
    .name = "python-thread",
    .help = "Python's threads over queue.Queue, as in the 2012 study",
    .engine = 1,
    .needs = {.threads = 1, .maps = 3, .bytes = 16384},
    .adapter = {PYTHON_NEEDS, .tcp = true},
};

const struct model model_asyncio = {
    .name = "asyncio",
    .help = "asyncio tasks over asyncio.Queue",
    .engine = 1,
    .adapter = {PYTHON_NEEDS, .tcp = true},
};

const struct model model_go = {
    .name = "go",
    .help = "goroutines over a buffered channel, on every CPU",
    .engine = 1,
    .adapter = {"golang-go", .tcp = true},
};

const struct model model_node = {
    .name = "node",
    .help = "async functions of Node.js over a queue of promises",
    .engine = 1,
    .adapter = {"nodejs", "/usr/bin/node"},
};

const struct model model_tokio = {
    .name = "tokio",
    .help = "tasks of tokio's current-thread runtime over two of its semaphores",
    .engine = 1,
    .adapter = {"librust-tokio-dev", .tcp = true},
};

const struct model model_libuv = {
    .name = "libuv",
    .help = "callbacks of libuv's timers, no stacks",
    .engine = 1,
    .adapter = {"libuv1-dev"},
};

const struct model model_state_threads = {
    .name = "state-threads",
    .help = "coroutines of State Threads over a queue with its condition variables",
    .engine = 1,
    .adapter = {"libst-dev"},
};

/* --- finding their programs ------------------------------------------------------------------- */

/* Sets *folder to the folder of the running program; "." if the kernel does not say. */
static void own_folder(char *folder, size_t size) {
    ssize_t length = readlink("/proc/self/exe", folder, size - 1);
    char *slash;

    folder[length > 0 ? length : 0] = 0;
    slash = strrchr(folder, '/');
    if (slash)
        *slash = 0;
    else
        strcpy(folder, ".");
}

static bool find_program(const char *name, char *path, size_t size) {
    static const char *const places[] = {"adapter", "../libexec/crossover"};
    char folder[4000];

    own_folder(folder, sizeof folder);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(path, size, "%s/%s/%s", folder, places[i], name);
        if (!access(path, X_OK))
            return true;
    }
    return false;
}

/* Puts a backslash before every byte that could mean something to wordexp(). Returns -1 if the
 * result does not fit. */
static int quote(const char *path, char *command, size_t size) {
    size_t length = 0;

    for (; *path && length + 3 < size; path++) {
        if (!isalnum((unsigned char)*path) && !strchr("/._-", *path) && (unsigned char)*path < 128)
            command[length++] = '\\';
        command[length++] = *path;
    }
    command[length] = 0;
    return *path ? -1 : 0;
}

int model_command(const struct model *model, char *command, size_t size, struct err *err) {
    const struct adapter *adapter = &model->adapter;
    char path[4096];

    snprintf(command, size, "%s", model->command ? model->command : "");
    if (!adapter->package)
        return 0;
    if (!find_program(model->name, path, sizeof path) ||
        (adapter->probe && access(adapter->probe, F_OK)))
        return err_set(err, ERR_USAGE,
                       "model '%s' needs package %s; 'make adapters' installs it and builds what "
                       "there is to build",
                       model->name, adapter->package);
    if (quote(path, command, size))
        return err_set(err, ERR_USAGE, "model '%s': its path is too long: %s", model->name, path);
    return 0;
}
