"""Discord's commands and events, a cog for each kind of person. A cog receives; what it calls decides and words."""
