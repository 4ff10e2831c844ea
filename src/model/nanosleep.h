/* How a thread sleeps and reads the clock. Shared by all runtimes whose workers are threads. */
#ifndef MODEL_NANOSLEEP_H
#define MODEL_NANOSLEEP_H

#include "task/runtime.h"

/* The sleep of struct runtime: clock_nanosleep() until a deadline. The deadline counts from a clock
 * reading made just before, never from the previous deadline, because a chain of deadlines makes
 * sleeps too short. The process's PR_SET_TIMERSLACK sets how late the sleep may end. The last
 * runtime->spin_ns are polled. */
void nanosleep_wait(struct runtime *runtime, int64_t sleep_ns, struct wait *wait);

/* The await of struct runtime: does nothing, because the read that follows blocks. */
void nanosleep_await(struct runtime *runtime, int fd);

/* The now of struct runtime. */
int64_t nanosleep_now(struct runtime *runtime);

#endif
