"""The demo's goods, sellers and ways to send: all invented, and marked so (see data/README.md)."""
