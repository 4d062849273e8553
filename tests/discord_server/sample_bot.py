"""A small bot that uses everything which the local Discord offers; the tests run it as a process of its own."""

from __future__ import annotations

import io
import os
import sys

if os.environ.get("SAMPLE_COMPRESSION") == "zlib":
    # Where neither can be imported, discord.py falls back to zlib.
    sys.modules["zstandard"] = sys.modules["compression.zstd"] = None  # type: ignore[assignment]

import discord
import yarl
from discord import app_commands

discord.http.Route.BASE = os.environ["AFTERWORD_DISCORD_API_URL"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["AFTERWORD_DISCORD_GATEWAY_URL"])
discord.Asset.BASE = os.environ["AFTERWORD_DISCORD_CDN_URL"]

QUESTIONS = ["Why is the sky blue?", "Why is grass green?", "How deep is the sea?"]


class Marks(discord.ui.View):
    """Buttons and a select that outlive a restart."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="This answers it", style=discord.ButtonStyle.success, custom_id="marks:yes")
    async def yes(self, interaction: discord.Interaction, _button: discord.ui.Button[Marks]) -> None:
        await interaction.response.edit_message(
            content=f"Solved for {interaction.user.display_name}", view=None
        )

    @discord.ui.button(label="Not my question", custom_id="marks:no")
    async def no(self, interaction: discord.Interaction, _button: discord.ui.Button[Marks]) -> None:
        await interaction.response.defer()
        await interaction.followup.send("What did you mean, then?", ephemeral=True)

    @discord.ui.button(label="Write it yourself", custom_id="marks:write")
    async def write(self, interaction: discord.Interaction, _button: discord.ui.Button[Marks]) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.select(
        custom_id="marks:pick",
        options=[discord.SelectOption(label=text, value=str(n)) for n, text in enumerate(QUESTIONS)],
    )
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Marks]) -> None:
        await interaction.response.send_message(f"Picked {QUESTIONS[int(select.values[0])]}", ephemeral=True)


class Form(discord.ui.Modal, title="Your answer"):
    answer: discord.ui.TextInput[Form] = discord.ui.TextInput(
        label="Answer",
        style=discord.TextStyle.paragraph,
        default="Because",
        max_length=4000,
        custom_id="answer",
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote: {self.answer.value}")


class SampleBot(discord.AutoShardedClient):
    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True)
        intents.message_content = os.environ.get("SAMPLE_CONTENT") == "1"
        intents.members = os.environ.get("SAMPLE_MEMBERS") == "1"
        shards = int(os.environ.get("SAMPLE_SHARDS", "0")) or None
        super().__init__(
            intents=intents,
            shard_count=shards,
            allowed_mentions=None if os.environ.get("SAMPLE_PINGS") else discord.AllowedMentions.none(),
            guild_ready_timeout=float(os.environ["AFTERWORD_DISCORD_READY_TIMEOUT"]),
        )
        self.tree = app_commands.CommandTree(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds between two IDENTIFYs, as one must on the live service."""

    async def setup_hook(self) -> None:
        self.add_view(Marks())
        add_commands(self.tree)
        await self.tree.sync()

    async def on_ready(self) -> None:
        people = sum(len(guild.members) for guild in self.guilds)
        print("ready", sorted(guild.name for guild in self.guilds), people, "members", flush=True)  # noqa: T201

    async def on_guild_join(self, guild: discord.Guild) -> None:
        print("joined", guild.name, flush=True)  # noqa: T201

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        print("left", guild.name, flush=True)  # noqa: T201

    async def on_resumed(self) -> None:
        print("resumed", flush=True)  # noqa: T201

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        if message.guild is None:
            files = [await attachment.to_file() for attachment in message.attachments]
            await message.channel.send(f"In private: {message.content}", files=files)
        elif self.user in message.mentions:
            await message.reply(f"I heard: {message.clean_content}", nonce=message.id, view=Marks())
        elif isinstance(message.channel, discord.Thread) and message.id == message.channel.id:
            await self.solve(message.channel)
        elif message.content.startswith("dm me"):
            await self.whisper(message)
        elif message.content:
            await message.channel.send(
                f"Overheard {message.content} from <@{message.author.id}>", nonce=message.id
            )

    async def solve(self, thread: discord.Thread) -> None:
        forum = thread.parent
        assert isinstance(forum, discord.ForumChannel)
        await thread.send(f"About {thread.name}")
        await thread.edit(applied_tags=[tag for tag in forum.available_tags if tag.name == "solved"])

    async def whisper(self, message: discord.Message) -> None:
        try:
            await message.author.send("Psst")
        except discord.Forbidden:
            await message.channel.send("Your private messages are closed")


def add_commands(tree: app_commands.CommandTree) -> None:
    @tree.command(description="Ask a question")
    async def ask(interaction: discord.Interaction, question: str, *, everyone: bool = False) -> None:
        await interaction.response.defer(ephemeral=not everyone)
        embed = discord.Embed(
            title=question, description="Because of the light.", url="https://example.org/sky"
        )
        await interaction.followup.send(embed=embed, view=Marks())

    @ask.autocomplete("question")
    async def offer(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        fitting = [text for text in QUESTIONS if typed.lower() in text.lower()]
        return [app_commands.Choice(name=text, value=text) for text in fitting]

    @tree.command(description="Give a file back")
    async def echo(interaction: discord.Interaction, file: discord.Attachment) -> None:
        content = (await file.read()).decode().upper()
        sent = discord.File(io.BytesIO(content.encode()), filename="answer.txt")
        await interaction.response.send_message("Here", file=sent)

    @tree.command(description="Post into a forum")
    async def publish(interaction: discord.Interaction, forum: discord.ForumChannel, title: str) -> None:
        made = await forum.create_thread(
            name=title, content="By the bot", applied_tags=forum.available_tags[:1]
        )
        await interaction.response.send_message(made.thread.mention)

    @tree.command(description="Break a rule")
    async def shout(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("a" * 2001)

    add_menus(tree)


def add_menus(tree: app_commands.CommandTree) -> None:
    @tree.context_menu(name="Find an answer")
    async def find(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Nothing about {message.content!r}", ephemeral=True)

    group = app_commands.Group(
        name="faq", description="The questions", default_permissions=discord.Permissions(manage_messages=True)
    )

    @group.command(description="How many there are")
    async def count(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(str(len(QUESTIONS)), ephemeral=True)

    tree.add_command(group)


if __name__ == "__main__":
    SampleBot().run(os.environ["AFTERWORD_DISCORD_TOKEN"])
