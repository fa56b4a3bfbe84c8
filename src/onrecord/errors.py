"""Everything that onrecord raises on purpose.

    OnrecordError
    ├── InputError               a document cannot be read; the others of the call go on
    │   ├── EmptyDocument        nothing but white space
    │   ├── NotText              binary content or an encoding that cannot be told
    │   ├── TooLong              above the limit of one document
    │   └── MissingFile          no such file, a directory without reports, no permission
    ├── ModelMissing             the language pipeline is not installed
    ├── PackageMissing           a package is not installed that only this needs
    ├── ReportDamaged            a report names what it lacks, or what this onrecord does not know
    └── StoreError               the store cannot be used
        ├── NotAStore            the file is not an onrecord store
        ├── NewerSchema          the store was written by a newer onrecord
        ├── StoreBusy            another process is using it
        ├── StoreUnwritable      read-only folder, full disk
        ├── StoreDamaged         the file was cut off or changed from outside
        ├── BadFilter            a question that no store can answer: no such type, no date
        └── BadDecision          a verdict that does not fit, or on what is not there

Each message says what happened, to which document or file, and what to do next.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of the tree. `subject` is the document, file or store concerned."""

    def __init__(self, what: str, *, subject: str | None = None, todo: str | None = None) -> None:
        self.what = what
        self.subject = subject
        self.todo = todo
        super().__init__(what)

    def __str__(self) -> str:
        line = f"{self.subject}: {self.what}" if self.subject else self.what
        return f"{line}; {self.todo}" if self.todo else line


class InputError(OnrecordError):
    """A document cannot be read; the other documents of the call go on."""


class EmptyDocument(InputError):
    """The document holds nothing but white space."""


class NotText(InputError):
    """The bytes are binary, or their encoding cannot be told."""


class TooLong(InputError):
    """The document is longer than one document may be."""


class MissingFile(InputError):
    """There is no such file, or it may not be opened."""


class ModelMissing(OnrecordError):
    """The language pipeline that was asked for is not installed."""


class PackageMissing(OnrecordError):
    """A package is not installed that nothing else needs; `todo` says how to get it."""


class ReportDamaged(OnrecordError):
    """A report names what it does not hold, or what this onrecord does not know."""


class StoreError(OnrecordError):
    """The store cannot be used."""


class NotAStore(StoreError):
    """The file is not an onrecord store."""


class NewerSchema(StoreError):
    """The store was written by a newer onrecord."""


class StoreBusy(StoreError):
    """Another process, or another part of this one, is using the store."""


class StoreUnwritable(StoreError):
    """The store's folder is read-only, or the disk is full."""


class StoreDamaged(StoreError):
    """The store was cut off, or changed by something else."""


class BadFilter(StoreError):
    """A filter names a type that does not exist, or a day that is none."""


class BadDecision(StoreError):
    """A verdict does not fit what it is about, or nothing has its id."""
