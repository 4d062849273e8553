"""Everything about questions and answers, nothing about chat. These are the public names."""

from knowledge.domain import *  # noqa: F403
