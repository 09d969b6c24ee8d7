"""What another front end reads: live articles, topics and authors as JSON, in versions."""
