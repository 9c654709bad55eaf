"""Telegram: the bot's private chats over the Bot API."""
