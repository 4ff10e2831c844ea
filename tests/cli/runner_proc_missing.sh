# If files of /proc are empty, trials still run and their rows hold NULL.
as=""; [ "$(id -u)" = 0 ] || as=-r
unshare $as -m true 2> /dev/null || { echo "it cannot have a mount namespace"; exit 77; }
cat > hide.sh <<'HIDE'
for file in stat meminfo loadavg cpuinfo cmdline self/cgroup sys/kernel/pid_max; do mount --bind /dev/null /proc/$file; done
mount -t tmpfs none /proc/pressure; mount -t tmpfs none /sys
runner --quiet -c 2 -n 20 -t 1ms -r 1 --work=0s > /dev/null; echo $?
runner --dry-run -c 2 -n 20 -r 1 --work=0s 2>&1 > /dev/null | grep -c pid_max
HIDE
unshare $as -m sh hide.sh
sqlite3 results.db "SELECT DISTINCT status, foreign_cpu, steal, kernel_stacks, pressure_cpu, watched > 0, run_delay >= 0 FROM trial; SELECT cpu_model, memory, clock_source, virtualisation, mitigations, cores FROM machine; SELECT count(*) FROM trial_warnings WHERE code IN ('FOREIGN', 'STEAL')"
analyze --doctor | head -2
