# A file may hold any text as the arguments of its sweep. For bad ones, --resume prints one message
# and runs nothing.
runner --quiet --shared -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s > /dev/null
sqlite3 results.db "UPDATE sweep SET finished = NULL; DELETE FROM trial"
while read -r text; do
    sqlite3 results.db "UPDATE sweep SET arguments = '$text'"; timeout 20 runner --quiet --resume; [ $? = 2 ] || echo "exit status, for $text"
done << 'END'
xx
{}
[]
["a",null]
[1]
["runner",["-c1"]]
["runner","-c1\u0000"]
["runner","--help"]
["runner","--usage"]
["runner","--version"]
["runner","--HANG=9"]
["runner","--list-models"]
["runner","--import=x.csv"]
["runner","--resume"]
["runner","--dry-run"]
["runner","--db="]
["runner","stray"]
["runner","--nonsense"]
["runner","-c"]
["runner","-c","1\u001b]0;x\u0007"]
["runner","--sleep=1s","--tasks=1000","--per-worker=2"]
END
sqlite3 results.db "UPDATE sweep SET arguments = '[\"runner\",\"--db=elsewhere.db\",\"-mserial\",\"-c1\",\"-n1\",\"-t1ms\",\"-r1\",\"--work=0s\",\"--shared\"]'"
for rate in -1 0 9e999; do sqlite3 results.db "UPDATE sweep SET work_rate = $rate"; timeout 20 runner --quiet --resume; done
sqlite3 results.db "UPDATE sweep SET work_rate = NULL"; timeout 20 runner --quiet --resume | cut -f1; ls
