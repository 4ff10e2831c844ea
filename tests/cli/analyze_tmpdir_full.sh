[ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=16k tmpfs small 2>/dev/null || { echo "needs root to mount a tmpfs"; exit 77; }
runner --import="$HERE/fixtures/pair.csv" 2> /dev/null; : > results.db-journal
TMPDIR=$PWD/small analyze; echo $?; ls small; umount small; ls
