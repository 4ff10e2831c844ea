[ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=300k tmpfs small 2>/dev/null || { echo "needs root to mount a tmpfs"; exit 77; }
runner --quiet -d small/r.db -c 1 -n 1 -t 1us -r 1000 --work=0s > lines 2> sentence; echo $?
sed "s/[0-9][0-9,]*/N/g" sentence
cp small/r.db* . && umount small; [ "$(wc -l < lines)" = "$(sqlite3 r.db "SELECT count(*) FROM trial")" ] && echo "every line is a row"
