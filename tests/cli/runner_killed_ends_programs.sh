# kill -9 of the runner ends all processes of a foreign program: a child of its shell, one in its
# own session, and a program that has closed its output. MARK in their environment identifies them.
mark=$(basename "$PWD")-$$
marked() { grep -lsz "^MARK=$mark$" /proc/[0-9]*/environ; }
sleepers() { for file in $(marked); do cat "${file%/environ}/comm" 2> /dev/null; done | grep -c '^sleep$'; }
for command in 'sleep 46; true' 'setsid sleep 46 & sleep 47; true' 'exec >&-; sleep 46; true'; do
    echo "$command" > program.sh
    MARK=$mark runner --quiet --shared --exec=m='sh program.sh' -m m -c 1 -n 1 -t 1ms -r 1 --preset=study-2012 --timeout=40s > /dev/null 2>&1 & pid=$!
    wanted=$(grep -o sleep program.sh | wc -l)
    for i in $(seq 200); do [ "$(sleepers)" = "$wanted" ] && break; sleep 0.05; done
    echo "$(sleepers) running"; kill -9 $pid; wait $pid 2> /dev/null
    for i in $(seq 100); do [ -z "$(marked)" ] && break; sleep 0.1; done
    echo "$(marked | wc -l) left"
done
