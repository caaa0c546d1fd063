"""Events: their mentions, and which mentions mean one event."""
