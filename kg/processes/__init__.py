"""Processes of which time and memory are limited, and that end with the one that began them."""
