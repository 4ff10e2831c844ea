model=gevent-pool; . "$HERE/adapter_contract.sh"
