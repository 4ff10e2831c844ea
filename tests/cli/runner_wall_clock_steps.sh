# The wall clock may step at any moment: runner uses it to date rows, not to measure.
case $BUILD in asan | tsan) echo "a sanitizer wants to be loaded first"; exit 77 ;; esac
cat > steps.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static int (*real)(clockid_t, struct timespec *);
/* Runs before main(): a coroutine's stack is too small for the dynamic linker. */
static __attribute__((constructor)) void find(void) {
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
}
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int calls;
    find();
    int result = real(clock, now);
    if (clock == CLOCK_REALTIME && calls++ % 2)
        now->tv_sec -= 3600;
    return result;
}
C
gcc -shared -fPIC -o steps.so steps.c -ldl
LD_PRELOAD=./steps.so runner --quiet -c 1,2 -n 20 -t 1ms -r 3 --work=0s > /dev/null; echo $?
sqlite3 results.db "SELECT model, status, error FROM trial WHERE status <> 'ok'; SELECT max(started) > min(started), count(DISTINCT substr(started, 1, 13)) > 1, min(overhead) > 1, max(watched) < 60, min(watched) > 0 FROM trial; SELECT position FROM trial ORDER BY id LIMIT 3"
analyze --doctor > /dev/null; echo $?
