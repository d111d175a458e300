"""The trusted side: it starts processes, sends them cells, watches and ends them."""
