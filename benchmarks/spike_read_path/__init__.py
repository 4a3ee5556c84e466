"""The spike behind docs/adr/0004-read-path.md: one list of 24 products, read and answered in four ways."""
