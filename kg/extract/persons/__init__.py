"""Persons: their names, titles, posts and employers, and who speaks for whom by office."""
