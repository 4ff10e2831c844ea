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

enum { SERVERS, TRIALS }; /* ends */

/* --- what both processes are given ------------------------------------------------------------ */

static void make_secret(char secret[PEER_SECRET + 1]) {
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[PEER_SECRET / 2];

    PROMISE(getrandom(bytes, sizeof bytes, 0) == sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        secret[2 * i] = digits[bytes[i] / 16];
        secret[2 * i + 1] = digits[bytes[i] % 16];
    }
    secret[PEER_SECRET] = 0;
}

static int open_page(struct serving *serving, const struct spec *spec, bool tcp) {
    struct server_page *page;

    serving->page_fd = anew_memory("server");
    if (serving->page_fd < 0 || ftruncate(serving->page_fd, sizeof *page))
        return -1;
    page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, serving->page_fd, 0);
    if (page == MAP_FAILED)
        return -1;
    serving->page = page;
    page->tcp = tcp;
    page->sleep_ns = spec->sleep_ns;
    page->lateness_ns = spec->lateness_ns;
    page->tasks = spec->tasks;
    make_secret(page->secret);
    return 0;
}

/* Requests that nobody has read yet, one of each worker, should find room, or their writers would wait for the
 * server before it got to know of them. A worker for whom there is none says so when its line is opened (task/pipe.c). */
static void make_room(int fd, int64_t workers) {
    static const int64_t most =
        1 << 30; /* an int; the kernel rounds up to a power of two, and takes 2^31 at most */
    int64_t wanted = 2 * (int64_t)sizeof(struct request) * (workers < most ? workers : most);
    char granted[32];

    if (fcntl(fd, F_SETPIPE_SZ, (int)(wanted < most ? wanted : most)) < 0 &&
        proc_line("/proc/sys/fs/pipe-max-size", granted, sizeof granted))
        fcntl(fd, F_SETPIPE_SZ, atoi(granted));
}

/* -1 and errno: one of them could not be had, or moved. */
static int move_high(int ends[2]) {
    ends[0] = anew_high(ends[0]);
    ends[1] = anew_high(ends[1]);
    return ends[0] < 0 || ends[1] < 0 ? -1 : 0;
}

static int open_pipes(struct serving *serving, const struct spec *spec) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, serving->control) ||
        move_high(serving->control) || pipe2(serving->input, O_CLOEXEC) ||
        move_high(serving->input))
        return -1;
    make_room(serving->input[TRIALS], spec->concurrency);
    return 0;
}

/* Loopback only, on a port that the kernel chooses. */
static int open_port(struct serving *serving) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = anew_high(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));

    serving->input[SERVERS] = fd;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, SOMAXCONN) ||
        getsockname(fd, (struct sockaddr *)&address, &size))
        return -1;
    serving->port = ntohs(address.sin_port);
    return 0;
}

/* --- its life --------------------------------------------------------------------------------- */

int serving_start(struct serving *serving, const struct spec *spec, int words_fd,
                  const char **what) {
    const struct task *task = task_find(spec->kind);
    bool tcp = task == &task_tcp;

    *serving = (struct serving){.page_fd = -1, .control = {-1, -1}, .input = {-1, -1}};
    if (!task || !task->served)
        return 0;
    *what = "cannot share memory with the server";
    if (open_page(serving, spec, tcp))
        return -1;
    *what = "cannot open a connection to the server";
    if (tcp ? open_port(serving) : open_pipes(serving, spec))
        return -1;
    *what = "no process for the server could be started";
    if (anew_start(&serving->process, "--server", words_fd,
                   (const int[ANEW_FDS]){serving->page_fd, serving->control[SERVERS],
                                         serving->input[SERVERS]}))
        return -1;
    serving->begun = true;
    return 0;
}

struct peer serving_peer(const struct serving *serving) {
    struct peer peer = {
        .control_fd = TRIAL_CONTROL_FD, .request_fd = TRIAL_REQUEST_FD, .port = serving->port};

    if (serving->page)
        memcpy(peer.secret, serving->page->secret, sizeof peer.secret);
    return peer;
}

/* Looked at, and left to be buried. */
bool serving_failed(const struct serving *serving, int patience_ms, int *status) {
    struct pollfd end = {.fd = serving->begun ? serving->process.pid_fd : -1, .events = POLLIN};
    siginfo_t ended = {0};

    if (!serving->begun)
        return false;
    poll(&end, 1, patience_ms);
    if (waitid(P_PID, (id_t)serving->process.pid, &ended, WEXITED | WNOHANG | WNOWAIT) ||
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

void serving_kill(struct serving *serving) {
    if (serving->begun)
        anew_end(&serving->process, true);
    serving->begun = false;
}

void serving_end(struct serving *serving) {
    serving_kill(serving);
    close_both(serving->control);
    close_both(serving->input);
    if (serving->page)
        munmap(serving->page, sizeof *serving->page);
    if (serving->page_fd > 0)
        close(serving->page_fd);
}

void serving_cost(const struct serving *serving, struct record *record, struct latency *latency) {
    const struct server_page *page = serving->page;

    if (!page || !atomic_load(&page->whole))
        return;
    record->server_user_ns = page->user_ns;
    record->server_system_ns = page->system_ns;
    record->server_busy_ns = page->busy_ns;
    record->server_late_ns = page->late.exact.sum;
    latency->metric[LATENCY_SERVER] = page->late;
}
