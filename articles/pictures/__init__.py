"""Pillow only: what a picture may be, and the renditions that readers get."""
