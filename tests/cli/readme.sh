"$HERE/readme.sh"
