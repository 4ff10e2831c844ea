-- Inserts one row for this machine unless it is recorded already.
-- Used by runner when a sweep begins.
INSERT INTO machine (
    id, cpu_model, cpus, memory, kernel, virtualisation, libc, cores, smt, numa_nodes, command_line,
    preemption, clock_source, huge_pages, autogroup, idle_driver, idle_governor, frequency_governor,
    mitigations, two_cpus
) VALUES (
    :id, :cpu_model, :cpus, :memory, :kernel, :virtualisation, :libc, :cores, :smt, :numa_nodes, :command_line,
    :preemption, :clock_source, :huge_pages, :autogroup, :idle_driver, :idle_governor, :frequency_governor,
    :mitigations, :two_cpus
) ON CONFLICT (id) DO NOTHING
