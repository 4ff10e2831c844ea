model=gevent; . "$HERE/adapter_contract.sh"
