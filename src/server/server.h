/* The server that tasks of the served kinds wait for: one process of one thread, which lives as
 * long as the trial. It answers each request `sleep` after it came, first in first out, and says
 * what that took. */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

/* Its main. It runs until it is killed; returns a status only when it cannot begin. */
int server_main(void);

#endif
