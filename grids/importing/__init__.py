"""Bringing places and boundaries in from files: read (reading, china_division, drawings), then write once (merging)."""
