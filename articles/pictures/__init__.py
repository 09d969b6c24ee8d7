"""Pillow only: what a picture may be, and the renditions that readers get, made in a child process."""
