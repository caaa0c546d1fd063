"""Releases: a version of the graph that stands for good, described for programs and for people."""
