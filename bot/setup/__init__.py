"""The room of those who manage a server: what can be chosen in /setup, and what a choice makes of what is kept."""
