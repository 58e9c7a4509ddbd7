"""The demo: a local Bot API server and a chat page in the browser."""
