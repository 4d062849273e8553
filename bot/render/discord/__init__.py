"""What people see in Discord, within Discord's limits. All pure: outcomes in, embeds out."""
