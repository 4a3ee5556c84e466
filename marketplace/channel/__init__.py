"""Channel: a market and its currency; language is apart (DECISIONS 8)."""
