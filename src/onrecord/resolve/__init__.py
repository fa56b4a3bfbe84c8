"""Across reports: the same text, the same actor, the same event, and where sources disagree.

Pure functions of records: nothing here opens a store, knows the time, or depends on the order in
which reports arrived. The store keeps what they return and calls them for what a new document is
near to (:mod:`onrecord.store.resolution`).
"""
