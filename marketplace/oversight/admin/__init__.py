"""The operator's desks over those who sell: openings, papers, listings, take-downs, what is asked of whom."""

from marketplace.oversight.admin import complaints, listings, openings, papers, requests, rules, take_downs

__all__ = ["complaints", "listings", "openings", "papers", "requests", "rules", "take_downs"]
