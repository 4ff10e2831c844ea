# If a call fails in a trial's process or its server, the row gives the reason. If it fails in the
# runner, it prints a message and exits with 3.
case $BUILD in asan | tsan) echo a sanitizer has a malloc of its own; exit 77 ;; esac
cp "$(dirname "$(command -v runner)")/tests/fault_shim.so" .; shim=./fault_shim.so # LD_PRELOAD splits its value at blanks
printf '#!/bin/sh\nprintf "m\\t1\\t1\\t4\\t0.1\\n"\n' > program.sh; chmod +x program.sh
fail() { # PROCESS CALL NTH OPTION ...
    process=$1 call=$2 nth=$3; shift 3
    rm -f fail.db*
    FAULT_PROCESS=$process FAULT_CALL=$call FAULT_NTH=$nth FAULT_HOW=once LD_PRELOAD=$shim runner --quiet --shared -d fail.db -t 1ms -r 1 --work=0s "$@" 2>&1 > lines | head -1
    sqlite3 fail.db "SELECT DISTINCT '$process $call: ' || status, error FROM trial WHERE status <> 'ok' AND role <> 'sentinel'" 2> /dev/null
}
fail trial pipe2 1 --exec=m=./program.sh -m m -c 1 -n 4
fail trial fork 1 --exec=m=./program.sh -m m -c 1 -n 4
fail trial calloc 1 -m coroutine -c 2 -n 4
fail trial epoll_create1 1 -m event,coroutine -c 2 -n 4
fail server realloc 1 -k tcp -m thread -c 2 -n 4
fail server read 1 -k pipe -m thread -c 2 -n 4
fail server write 1 -k pipe -m thread -c 2 -n 4
fail runner calloc 1 -m thread -c 2 -n 4
# If a thread cannot be created, the earlier ones end before the data they use is freed.
for i in 1 2 3; do fail trial pthread_create 64 -m thread,thread-static,thread-cond -c 64 -n 64; done | sort | uniq -c | sed 's/^ *//'
[ "$(nproc)" -gt 1 ] || { echo "3 trial pthread_create: limit|no thread for a loop could be created: Resource temporarily unavailable"; exit 0; }
for i in 1 2 3; do fail trial pthread_create 1 -m coroutine-mn -c 64 -n 64; done | sort | uniq -c | sed 's/^ *//'
