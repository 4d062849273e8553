"""What moderators do in Discord: the decisions between a cog that receives and the embeds that word them."""
