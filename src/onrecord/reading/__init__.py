"""The way of the data through one document, a module or a package a stage.

    admission -> passages -> quotes -> (linguistic analysis) -> places -> actors -> times
      -> quantities -> statements -> events

Each stage is a function that takes the :class:`~onrecord.reading.draft.Draft` and adds to it;
:mod:`onrecord.reading.pipeline` calls them in this order. What several stages need of grammar
stands in :mod:`onrecord.reading.grammar`.
"""
