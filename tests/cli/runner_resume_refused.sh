runner --resume; echo $?; ls
runner --quiet -c 1 -n 20 -t 1ms -r 2 --work=0s > /dev/null; echo $?; sqlite3 results.db "DELETE FROM trial WHERE position > 2; UPDATE sweep SET finished = NULL"
runner --resume=7; echo $?
runner --resume=x; echo $?
runner --resume -c 1; echo $?
runner --resume --cpus=0; echo $?
sqlite3 results.db "UPDATE sweep SET build = 'other'"; runner --resume 2>&1 | sed "s/this one is .*), and/this one is THIS), and/"
sqlite3 results.db "CREATE TABLE was AS SELECT program FROM sweep; UPDATE sweep SET build = '$(runner --version)', program = 'another'"; runner --resume 2>&1 | sed "s/build of .* (\([a-z]*\); /build of NAME (\1; /; s/this one is [0-9a-f]*/this one is THIS/"
sqlite3 results.db "UPDATE sweep SET program = (SELECT program FROM was); PRAGMA foreign_keys = OFF; UPDATE trial SET machine = 'other'"; runner --resume 2>&1 | sed "s/this one is [0-9a-f]*/this one is THIS/"
sqlite3 results.db "PRAGMA foreign_keys = OFF; UPDATE trial SET machine = (SELECT max(id) FROM machine), cpus = 77"; runner --resume 2>&1 | sed "s/here are [0-9]*/here are N/"
sqlite3 results.db "PRAGMA foreign_keys = OFF; UPDATE sweep SET arguments = NULL"; runner --resume=1; echo $?
sqlite3 results.db "SELECT count(*) FROM resumption"
