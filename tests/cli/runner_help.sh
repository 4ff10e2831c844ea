runner --help; runner --usage
