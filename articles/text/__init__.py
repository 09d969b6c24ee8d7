"""Strings only: what a body may hold, how it is cleaned, measured, addressed and printed."""
