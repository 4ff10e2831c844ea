# --resume runs a program that the file names only if the same --exec is given; --dry-run shows it.
runner --quiet --shared -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s > /dev/null; sweep() { sqlite3 results.db "UPDATE sweep SET $1"; }
sweep "finished = NULL, arguments = '[\"runner\",\"--exec=m=sh -c \\\"touch ran; echo it''s\\\"\",\"--exec=n=true\",\"-ccc\",\"-c1\",\"-n2\",\"-r1\",\"--work=0s\",\"-t1ms\",\"--shared\"]'"
sqlite3 results.db "DELETE FROM trial"; timeout 20 runner --resume; echo $?
sweep "arguments = replace(arguments, '\"-ccc\",', '')"; timeout 20 runner --resume; echo $?
timeout 20 runner --resume --exec=m=true --exec=n=true; echo $?; timeout 20 runner --resume --exec=n=true; echo $?
timeout 20 runner --resume --dry-run 2> words | cut -f1 | sort | uniq -c; grep runs words; ls
sweep "program = NULL, build = build || char(27) || '[2J'"; timeout 20 runner --resume 2>&1 | sed "s/(.*; this one is .*), and/(OTHER), and/"
sweep "build = '$(runner --version)'"; timeout 20 runner --resume 2>&1 | sed "s/build of .* (\([a-z]*\); /build of NAME (\1; /; s/this one is [0-9a-f]*/this one is THIS/"
runner --quiet --shared --exec="m=sh -c 'touch ran'" -m m -c 1 -n 1 -t 1ms -r 1 --preset=study-2012 > /dev/null; rm ran
sqlite3 results.db "DELETE FROM sweep WHERE id = 1; UPDATE sweep SET finished = NULL; DELETE FROM trial WHERE position > 2"
timeout 20 runner --quiet --resume --exec="m=sh -c 'touch ran'" | cut -f1,7; ls; sqlite3 results.db "SELECT finished IS NOT NULL FROM sweep"
