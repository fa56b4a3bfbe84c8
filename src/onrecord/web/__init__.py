"""The desk: a local web application for reading the record.

    access.py      who reads and who writes the store, in turn
    security.py    what no page may do, and whom none is shown
    filters.py     the question that an address asks
    exports.py     what a page shows, as CSV, JSON and Parquet
    recent.py      what was counted lately
    jobs.py        reports that are read behind the pages
    desk.py        the application: routes, templates, errors
    server.py      `onrecord desk`: serving it on this machine
    pages/         one module a page: a question in, a template filled
    templates/     the pages as HTML
    assets/        style, scripts, and the libraries of others (vendor/)

It needs the packages of ``pip install "onrecord[desk]"``.
"""
