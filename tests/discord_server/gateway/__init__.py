"""The websocket side of the local Discord."""
