"""What happens when a member asks, judges, waits or is told; the cogs receive, these decide, `render.discord` words."""
