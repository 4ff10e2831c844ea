[ "$(id -u)" = 0 ] || { echo "needs root to become another user"; exit 77; }
mkdir locked; chmod 755 locked; setpriv --reuid=65534 --clear-groups runner -d locked/r.db -c 1 -n 1 -r 1; echo $?; ls locked
