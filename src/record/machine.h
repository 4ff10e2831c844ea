/* The identity of a machine: stable facts, and an id made from them. A setting that affects results
 * (a governor, a mitigation) makes it a different machine, so that rows before and after the change
 * are never pooled. */
#ifndef RECORD_MACHINE_H
#define RECORD_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Facts that cannot be read are empty, NO_VALUE or NAN. */
struct machine {
    /* Computed from the facts with machine_fact.in_id set. The same machine has the same id. */
    char id[24];
    char cpu_model[96];
    int64_t cpus;  /* online */
    int64_t cores; /* physical */
    int64_t smt;   /* 1: cores run several threads at once; 0: they do not */
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
    char mitigations[2048]; /* "name: mitigation; …" for each vulnerability of this CPU */
    double two_cpus;        /* work of two CPUs over that of one; measured by the caller */
};

/* The location of each fact, and its column in the table `machine`. */
enum fact_form { FACT_TEXT, FACT_INTEGER, FACT_REAL };
struct machine_fact {
    const char *name;
    enum fact_form form;
    size_t offset;
    bool in_id;
};

/* Ends with a row whose name is NULL. */
extern const struct machine_fact machine_facts[];

/* Sets all facts to unknown. */
void machine_clear(struct machine *machine);

/* Reads the facts of this machine, except two_cpus. */
void machine_read(struct machine *machine);

#endif
