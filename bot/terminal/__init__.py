"""The terminal: one person can be member, moderator and author. No token is needed."""
