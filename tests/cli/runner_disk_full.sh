[ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=16k tmpfs small 2>/dev/null || { echo "needs root to mount a tmpfs"; exit 77; }
runner --quiet -d small/r.db -c 1 -n 1 -r 1 --work=0s; echo $?; ls small; umount small
