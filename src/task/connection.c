#include "task/connection.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char hung_up[] = "the server has hung up";

int connection_fail(struct connection *connection, const char *trouble, int error) {
    connection->trouble = trouble;
    connection->error = error;
    return -1;
}

int connection_ask(struct connection *connection, int fd) {
    ssize_t count;

    while ((count = write(fd, &connection->request, sizeof connection->request)) < 0 &&
           errno == EINTR)
        ;
    if (count < 0 && errno == EPIPE)
        return connection_fail(connection, hung_up, 0);
    if (count < 0)
        return connection_fail(connection, "a request could not be sent", errno);
    return count == sizeof connection->request
               ? 0
               : connection_fail(connection, "a request was cut off", 0);
}

/* Reads at least one byte, at most size. Returns how many; returns -1 and sets connection->trouble
 * on failure. */
static ssize_t take_some(struct connection *connection, int fd, void *bytes, size_t size) {
    ssize_t count;

    while ((count = read(fd, bytes, size)) < 0 && errno == EINTR)
        ;
    if (count < 0)
        return connection_fail(connection, "no answer could be read", errno);
    return count > 0 ? count : connection_fail(connection, hung_up, 0);
}

int connection_hear(struct connection *connection, void *answer, size_t size) {
    ssize_t count = take_some(connection, connection->fd, connection->heard + connection->had,
                              size - connection->had);

    if (count < 0)
        return -1;
    connection->had += (uint8_t)count;
    if (connection->had < size)
        return 0;
    connection->had = 0;
    memcpy(answer, connection->heard, size);
    return 1;
}

int connection_welcome(struct connection *connection, int fd) {
    char word = PEER_FULL;

    if (take_some(connection, fd, &word, 1) < 0 && connection->error != 0 &&
        connection->error != ECONNRESET)
        return -1;
    return word == PEER_WELCOME ? 0
                                : connection_fail(connection, "the server has no room for more", 0);
}
