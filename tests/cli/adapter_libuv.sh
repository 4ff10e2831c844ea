model=libuv; . "$HERE/adapter_contract.sh"
