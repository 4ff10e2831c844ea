/* How a thread waits and tells the time: shared by every runtime whose workers are threads. */
#ifndef MODEL_NANOSLEEP_H
#define MODEL_NANOSLEEP_H

#include "task/runtime.h"

/* A struct runtime's sleep: clock_nanosleep() until a deadline counted from a clock read just
 * before, never from the last deadline, since a chain of deadlines makes sleeps short. How late it
 * may be is the process's PR_SET_TIMERSLACK. The last runtime->spin_ns are polled. */
void nanosleep_wait(struct runtime *runtime, int64_t sleep_ns, struct wait *wait);

/* A struct runtime's await: nothing, since the read that follows blocks. */
void nanosleep_await(struct runtime *runtime, int fd);

/* A struct runtime's now. */
int64_t nanosleep_now(struct runtime *runtime);

#endif
