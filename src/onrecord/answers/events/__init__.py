"""Events: what happened, by whom it is told, when, where and between whom.

In go an open store and filters or an id; out come happenings and disputes under filters
(`happenings`), one of them with all that reports hold on it (`happening`, `account`), one claim
(`claim`) or dispute (`contest`) on its grounds, and events by date, place and party (`chronicle`,
`places`, `network`).
"""
