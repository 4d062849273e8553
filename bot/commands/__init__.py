"""One module a command. `bot.__main__` imports each only when it runs, so that `--help` is quick."""
