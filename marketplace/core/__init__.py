"""Values and mechanisms that know nothing of trade."""
