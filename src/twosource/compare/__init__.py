"""Many articles: what is shared, joined, counted and in conflict. Pure."""
