/* What a machine is: stable facts, and an id made from them. A setting that moves results (a
 * governor, a mitigation) makes another machine, so that rows are never pooled across it. */
#ifndef RECORD_MACHINE_H
#define RECORD_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What cannot be read is empty, NO_VALUE or NAN. */
struct machine {
    char id[24]; /* of the facts that machine_facts marks: the same machine has the same id */
    char cpu_model[96];
    int64_t cpus;  /* online */
    int64_t cores; /* physical */
    int64_t smt;   /* 1: cores run several threads at once; 0: not */
    int64_t numa_nodes;
    int64_t memory_bytes;
    char kernel[96];
    char command_line[2048];
    char preemption[64];
    char virtualisation[16]; /* "vm" or "none" */
    char libc[48];
    char clock_source[32];
    char huge_pages[32];
    int64_t autogroup; /* 0 or 1 */
    char idle_driver[32], idle_governor[32], frequency_governor[32];
    char mitigations[2048]; /* "name: what is done; …" for each weakness this CPU has */
    double two_cpus; /* work two CPUs do over what one does; measured by whoever fills it in */
};

/* Where each fact lives, and its column of the table `machine`. */
enum fact_form { FACT_TEXT, FACT_INTEGER, FACT_REAL };
struct machine_fact {
    const char *name;
    enum fact_form form;
    size_t offset;
    bool in_id;
};

/* Ends with a row whose name is NULL. */
extern const struct machine_fact machine_facts[];

/* Every fact unknown. */
void machine_clear(struct machine *machine);

/* Read the facts of this machine, all but two_cpus. */
void machine_read(struct machine *machine);

#endif
