"""One folder per outside service; imports ports and core only."""
