# On a terminal there is one progress line, which is redrawn, and rows only with --verbose.
which script > which || { echo "there is no program script"; exit 77; }
on_terminal() { script -qec "stty cols 80; runner --shared -t 1ms --per-worker=40 -c 1,5 $*" /dev/null < /dev/null | tr '\r' '\n' | tr -d '\033' | sed 's/\[K//' | grep . > seen; }
on_terminal -m thread -r 2 --work=0s; grep -c '	ok$' seen; sed -n '/^sweep/,/into/p; $p' seen | sed "s/[0-9.]* s$/N s/"; grep -n '^\[' seen | sed 's/^[0-9]*://; s/[0-9]:[0-9]* left/N left/' | awk '!seen[$0]++' | sed -n '1p;6p;$p'; awk '/left$/ && length > 79' seen
on_terminal -m thread -r 2 --work=20us --verbose; grep -c '	ok$' seen; grep -c '20 us of work  *[0-9:]* left' seen | awk '{ print ($1 > 0) }'
on_terminal -m thread -r 2 --work=0s --quiet; grep -v "^runner: " seen
on_terminal --find-crossover -m thread,event --work=0s --max-time=3s | cat; grep -c '^scanning  trial 1: serial at 1$' seen | awk '{ print ($1 > 0) }'
