/* Fuzzes the output of a foreign program: its line on stdout, and the end of its stderr. The first
 * byte selects the options that it was given. */
#include "trial/study_line.h"

#include "base/clock.h"
#include "record/columns.h"
#include "tests/fuzz/fuzz.h"
#include "trial/stderr_tail.h"

#include <sys/mman.h>
#include <unistd.h>

static struct spec spec_of(uint8_t choice) {
    return (struct spec){
        .kind = {choice & 1 ? 't' : 's', 0},
        .sleep_ns = 5 * NS_PER_MS,
        .concurrency = 10,
        .tasks = 100,
        .work_ns = choice & 2 ? 20 * NS_PER_US : 0,
        .phase = choice & 4 ? PHASE_SPREAD : PHASE_LOCKSTEP,
        .queue = choice & 8 ? 7 : NO_VALUE,
    };
}

static void check_line(const char *printed, size_t size, const struct spec *spec) {
    struct record record;
    int64_t start_ns;

    record_clear(&record);
    study_line_read(printed, size, spec, &record, &start_ns);
    ASSERT(memchr(record.error, 0, sizeof record.error));
    ASSERT(stderr_tail_is_plain(record.error, strlen(record.error)));
    ASSERT(stderr_tail_is_plain(record.runtime, strlen(record.runtime)));
    if (record.status == STATUS_ERROR)
        ASSERT(*record.error && record.total_ns == NO_VALUE);
    else
        ASSERT(record.total_ns >= 0);
}

static void check_stderr_tail(const char *said, size_t size) {
    struct record record;
    int fd = memfd_create("said", MFD_CLOEXEC);

    ASSERT(fd >= 0 && write(fd, said, size) == (ssize_t)size);
    record_clear(&record);
    record_fail(&record, STATUS_ERROR, "it ended");
    for (int i = 0; i < 4; i++)
        stderr_tail_add(fd, &record);
    ASSERT(memchr(record.error, 0, sizeof record.error));
    ASSERT(stderr_tail_is_plain(record.error, strlen(record.error)));
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct spec spec;
    char *printed;

    if (size == 0)
        return 0;
    spec = spec_of(data[0]);
    if (spec.kind[0] == 't')
        strcpy(spec.kind, "tcp");
    else
        strcpy(spec.kind, "sleep");
    printed = fuzz_bytes(data + 1, size - 1);
    check_line(printed, size - 1, &spec);
    check_stderr_tail(printed, size - 1);
    free(printed);
    return 0;
}
