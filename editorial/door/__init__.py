"""The door of the desk: who is let in, how often one may try, and with what beside a password."""
