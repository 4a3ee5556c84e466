"""What the operator says: pages with all their versions, and menus."""
