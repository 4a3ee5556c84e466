"""The backend of Chợ Phiên: domains on floors, one GraphQL endpoint. See docs/architecture.md."""
