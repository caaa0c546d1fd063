"""Documents, projects and facilities: named, described, and meant again."""
