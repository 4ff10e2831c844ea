model=asyncio; . "$HERE/adapter_contract.sh"
