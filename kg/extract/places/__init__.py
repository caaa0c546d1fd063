"""Places: cities, venues, sites, and where they are."""
