"""The dialect's grammar: how fields, lists, mutations and errors are spoken. No domain knowledge."""
