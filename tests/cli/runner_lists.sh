runner --list-models; runner --list-kinds; runner --list-presets
