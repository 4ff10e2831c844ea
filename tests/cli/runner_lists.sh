runner --list-models | sed 's/; needs package .*//'; runner --list-kinds; runner --list-presets
