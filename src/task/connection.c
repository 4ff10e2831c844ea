#include "task/connection.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char hung_up[] = "the server has hung up";

int line_fail(struct line *line, const char *trouble, int error) {
    line->trouble = trouble;
    line->error = error;
    return -1;
}

int line_ask(struct line *line, int fd) {
    ssize_t count;

    while ((count = write(fd, &line->request, sizeof line->request)) < 0 && errno == EINTR)
        ;
    if (count < 0 && errno == EPIPE)
        return line_fail(line, hung_up, 0);
    if (count < 0)
        return line_fail(line, "a request could not be sent", errno);
    return count == sizeof line->request ? 0 : line_fail(line, "a request was cut off", 0);
}

/* Some of them, at least one. */
static ssize_t take_some(struct line *line, int fd, void *bytes, size_t size) {
    ssize_t count;

    while ((count = read(fd, bytes, size)) < 0 && errno == EINTR)
        ;
    if (count < 0)
        return line_fail(line, "no answer could be read", errno);
    return count > 0 ? count : line_fail(line, hung_up, 0);
}

int line_hear(struct line *line, void *answer, size_t size) {
    ssize_t count = take_some(line, line->fd, line->heard + line->had, size - line->had);

    if (count < 0)
        return -1;
    line->had += (uint8_t)count;
    if (line->had < size)
        return 0;
    line->had = 0;
    memcpy(answer, line->heard, size);
    return 1;
}

int line_welcome(struct line *line, int fd) {
    char word = PEER_FULL;

    if (take_some(line, fd, &word, 1) < 0 && line->error != 0 && line->error != ECONNRESET)
        return -1;
    return word == PEER_WELCOME ? 0 : line_fail(line, "the server has no room for more", 0);
}
