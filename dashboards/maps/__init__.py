"""Places as shapes: their outlines, and the GeoJSON that a chart draws."""
