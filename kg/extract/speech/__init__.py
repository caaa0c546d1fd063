"""Who says what, and at which event."""
