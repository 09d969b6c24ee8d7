"""Files that people send, read into a Manuscript: Word, plain text, Markdown. No database, no Django."""
