"""The shop window: a small Django program without a database that knows only the market's HTTP API."""
