# Whatever a foreign program does, it gets a row with a message, and none of its processes remain.
try() { runner --quiet --exec=bad="$1" -m bad -c 1 -n 1 -t 1ms -r 1 --preset=study-2012 --timeout=2s 2> words | awk '$1 == "bad"' | cut -f7; }
try true; try false; try 'printf half'; try "sh -c 'echo one; echo two' --"; try "sh -c 'kill -9 \$\$' --"
try "sh -c 'echo last words >&2; exit 3' --"; try "sh -c 'sleep 76' --"; try "sh -c yes --"; try nowhere/to/be/found; try 'a | b'; try '$(date)'
try "sh -c 'sleep 77 >&- 2>&- & sleep 0.01; printf \"bad\\t1\\t1\\t1\\t0.001\\n\"' --"; try "sh -c 'setsid sleep 78 > /dev/null & sleep 30' --"
try "sh -c 'echo cannot have them >&2; exit 71' --"; try "sh -c 'echo stuck >&2; sleep 76' --"; try "sh -c 'printf \"bad\\t1\\t1\\t1\\t\\377\\n\"' --"; try "sh -c 'printf \"\\033[31mred\\n\" >&2; exit 1' --"
try "sh -c 'echo \"bad	1	1	1	0.0005\"' --"; try "sh -c 'echo \"bad	1	1	1	30\"' --"; try "sh -c 'echo \"bad	1	1	1	0.001	start=5\"; sleep 0.01' --"
cat > orphan.sh << 'END' # prints when its orphan has ended but was not waited for
(true & echo $! > orphan)
while grep -qs '^State:.[^Z]' "/proc/$(cat orphan)/status"; do sleep 0.01; done
sleep 0.1; echo 'bad	1	1	1	0.01'
END
try 'sh orphan.sh'
sqlite3 results.db "SELECT status, error FROM trial WHERE model = 'bad' ORDER BY id" | sed 's/ran for [0-9.]* s/ran for N s/'; sh "$HERE/left.sh" 'sleep 7[678]' || echo "nothing is left"
