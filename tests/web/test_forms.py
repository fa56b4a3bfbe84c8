"""Forms: read within limits before a page answers, and where they may lead back."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from onrecord.web import forms, pages
from onrecord.web.desk import Desk
from tests.web.conftest import client


def echo(desk: Desk, request: Request) -> Response:
    form = forms.form_of(request)
    sent = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
    files = [one.file.read().decode() for one in sent]
    return PlainTextResponse(f"{forms.text_of(form, 'note')} {forms.texts_of(form, 'id')} {files}")


@pytest.fixture
def echoing(stored: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A desk with a page that says what it was sent."""
    monkeypatch.setattr(pages, "ROUTES", [("/echo", echo, ("GET", "POST"))])
    return client(stored)


def test_a_page_finds_fields_and_files_of_its_form(echoing: TestClient) -> None:
    sent = {"note": " why ", "id": ["a", " ", "b"]}
    assert echoing.post("/echo", data=sent).text == "why ['a', 'b'] []"
    found = echoing.post("/echo", data=sent, files={"file": ("r.txt", b"words")})
    assert found.text == "why ['a', 'b'] ['words']"
    assert echoing.get("/echo?note=x").text == "None [] []"


def test_a_form_that_is_too_large_is_refused(
    echoing: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST", 100)
    assert echoing.post("/echo", data={"note": "x" * 50}).status_code == 200
    assert echoing.post("/echo", data={"note": "x" * 101}).status_code == 413
    headers = {"content-type": "application/x-www-form-urlencoded"}
    pieces = (b"note=" + b"x" * 60, b"x" * 60)
    assert echoing.post("/echo", content=iter(pieces), headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("given", "back"),
    [
        ("/review?kind=actor#at", "/review?kind=actor#at"),
        ("//elsewhere.example/", "/"),
        ("https://elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/[", "/["),
        ("review", "/"),
    ],
)
def test_a_form_leads_back_to_the_desk_alone(given: str, back: str) -> None:
    assert forms.back_of(FormData([("back", given)]), "/") == back


def test_what_is_to_be_done_keeps_its_capitals(asked: TestClient) -> None:
    text = asked.get("/timeline", params={"since": "soon"}).text
    assert "Write it as YYYY-MM-DD, YYYY-MM or YYYY." in text
    text = asked.get("/search", params={"type": "FOO"}).text
    assert "There is no type" in text and "The types are ACCUSE, AGREE" in text
    assert "The store has no event" in asked.get("/event/none").text
