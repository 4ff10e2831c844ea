#include "trial/serve.h"

#include "base/proc.h"
#include "server/page.h"
#include "task/task.h"
#include "trial/page.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SERVERS, TRIALS }; /* indices of the two ends */

/* --- what both processes inherit -------------------------------------------------------------- */

static void make_secret(char secret[PEER_SECRET + 1]) {
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[PEER_SECRET / 2];

    ASSERT(getrandom(bytes, sizeof bytes, 0) == sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        secret[2 * i] = digits[bytes[i] / 16];
        secret[2 * i + 1] = digits[bytes[i] % 16];
    }
    secret[PEER_SECRET] = 0;
}

static int open_page(struct server_handle *handle, const struct spec *spec, bool tcp) {
    struct server_page *page;

    handle->page_fd = self_exec_memory("server");
    if (handle->page_fd < 0 || ftruncate(handle->page_fd, sizeof *page))
        return -1;
    page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, handle->page_fd, 0);
    if (page == MAP_FAILED)
        return -1;
    handle->page = page;
    page->tcp = tcp;
    page->sleep_ns = spec->sleep_ns;
    page->lateness_ns = spec->lateness_ns;
    page->tasks = spec->tasks;
    make_secret(page->secret);
    return 0;
}

/* The pipe should have room for one unread request of each worker, because otherwise a writer would
 * wait before the server knew of its request. A worker without room reports it when its connection
 * is opened (task/pipe.c). */
static void make_room(int fd, int64_t workers) {
    /* fcntl() takes an int; the kernel rounds up to a power of two and accepts at most 2^31 */
    static const int64_t most = 1 << 30;
    int64_t wanted = 2 * (int64_t)sizeof(struct request) * (workers < most ? workers : most);
    char granted[32];

    if (fcntl(fd, F_SETPIPE_SZ, (int)(wanted < most ? wanted : most)) < 0 &&
        proc_line("/proc/sys/fs/pipe-max-size", granted, sizeof granted))
        fcntl(fd, F_SETPIPE_SZ, atoi(granted));
}

/* Moves both ends with self_exec_high(). Returns -1 and sets errno if one does not exist or cannot
 * be moved. */
static int move_high(int ends[2]) {
    ends[0] = self_exec_high(ends[0]);
    ends[1] = self_exec_high(ends[1]);
    return ends[0] < 0 || ends[1] < 0 ? -1 : 0;
}

static int open_pipes(struct server_handle *handle, const struct spec *spec) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, handle->control) ||
        move_high(handle->control) || pipe2(handle->input, O_CLOEXEC) || move_high(handle->input))
        return -1;
    make_room(handle->input[TRIALS], spec->concurrency);
    return 0;
}

/* Listens on loopback only, on a port that the kernel chooses. */
static int open_port(struct server_handle *handle) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = self_exec_high(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));

    handle->input[SERVERS] = fd;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, SOMAXCONN) ||
        getsockname(fd, (struct sockaddr *)&address, &size))
        return -1;
    handle->port = ntohs(address.sin_port);
    return 0;
}

/* --- starting and ending the server ----------------------------------------------------------- */

int serve_start(struct server_handle *handle, const struct spec *spec, int words_fd,
                const char **what) {
    const struct task *task = task_find(spec->kind);
    bool tcp = task == &task_tcp;

    *handle = (struct server_handle){.page_fd = -1, .control = {-1, -1}, .input = {-1, -1}};
    if (!task || !task->served)
        return 0;
    *what = "cannot share memory with the server";
    if (open_page(handle, spec, tcp))
        return -1;
    *what = "cannot open a connection to the server";
    if (tcp ? open_port(handle) : open_pipes(handle, spec))
        return -1;
    *what = "cannot start a process for the server";
    if (self_exec_start(&handle->process, "--server", words_fd,
                        (const int[SELF_EXEC_FDS]){handle->page_fd, handle->control[SERVERS],
                                                   handle->input[SERVERS]}))
        return -1;
    handle->begun = true;
    return 0;
}

struct peer serve_peer(const struct server_handle *handle) {
    struct peer peer = {
        .control_fd = TRIAL_CONTROL_FD, .request_fd = TRIAL_REQUEST_FD, .port = handle->port};

    if (handle->page)
        memcpy(peer.secret, handle->page->secret, sizeof peer.secret);
    return peer;
}

/* Only reads the status; self_exec_end() reaps the process. */
bool serve_failed(const struct server_handle *handle, int patience_ms, int *status) {
    struct pollfd end = {.fd = handle->begun ? handle->process.pid_fd : -1, .events = POLLIN};
    siginfo_t ended = {0};

    if (!handle->begun)
        return false;
    poll(&end, 1, patience_ms);
    if (waitid(P_PID, (id_t)handle->process.pid, &ended, WEXITED | WNOHANG | WNOWAIT) ||
        ended.si_pid == 0)
        return false;
    *status = ended.si_code == CLD_EXITED ? W_EXITCODE(ended.si_status, 0)
                                          : W_EXITCODE(0, ended.si_status);
    return true;
}

static void close_both(const int ends[2]) {
    for (int i = 0; i < 2; i++)
        if (ends[i] > 0)
            close(ends[i]);
}

void serve_kill(struct server_handle *handle) {
    if (handle->begun)
        self_exec_end(&handle->process, true);
    handle->begun = false;
}

void serve_end(struct server_handle *handle) {
    serve_kill(handle);
    close_both(handle->control);
    close_both(handle->input);
    if (handle->page)
        munmap(handle->page, sizeof *handle->page);
    if (handle->page_fd > 0)
        close(handle->page_fd);
}

void serve_cost(const struct server_handle *handle, struct record *record,
                struct latency *latency) {
    const struct server_page *page = handle->page;

    if (!page || !atomic_load(&page->whole))
        return;
    record->server_user_ns = page->user_ns;
    record->server_system_ns = page->system_ns;
    record->server_busy_ns = page->busy_ns;
    record->server_late_ns = page->late.exact.sum;
    latency->metric[LATENCY_SERVER] = page->late;
}
