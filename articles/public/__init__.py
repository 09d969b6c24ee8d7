"""Readers’ screens: they read revisions and change nothing."""
