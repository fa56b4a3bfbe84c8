"""Forms: records of any kind as tables and files.

In go records of one kind; out come their columns (`flat`), CSV and lines of JSON (`export`), and
Arrow tables (`frames`).
"""
