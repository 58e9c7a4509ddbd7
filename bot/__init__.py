"""What runs: composition, configuration, intake, dispatch, sending, the clock tick, the demo."""

__version__ = "0.1.0"
