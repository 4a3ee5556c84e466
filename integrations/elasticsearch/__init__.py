"""Search by an Elasticsearch of 8.18 or newer."""
