"""The way of the data through one document, one module a stage.

    passages -> (linguistic analysis) -> places -> actors -> times -> quantities
      -> statements -> events -> factuality

Each stage is a function that takes the :class:`~onrecord.reading.draft.Draft` and adds to it.
"""
