"""How a test acts: the server, its guilds and channels, the people in them, and what they see."""
