"""What a text says of events: days, places, parts, series, who was there, and on what."""
