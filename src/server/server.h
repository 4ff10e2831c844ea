/* The server that tasks of the served kinds wait for: one process with one thread, which lives as
 * long as the trial. It answers each request `sleep` after it arrived, first in, first out, and
 * reports what that cost. */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

/* The server's main function. Runs until the process is killed; returns an exit status only if the
 * server cannot start. */
int server_main(void);

#endif
