"""Countries: names, adjectives, peoples and capitals."""

from __future__ import annotations

import pytest

from tui.corpus.actors.countries import (
    by_adjective,
    by_capital,
    by_misspelling,
    by_name,
    by_people,
    countries,
    folded,
    without_country,
)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Russia", "Russia"),
        ("the Russian Federation", "Russia"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("America", "United States"),
        ("Britain", "United Kingdom"),
        ("UK", "United Kingdom"),
        ("Netherlands", "Netherlands"),
        ("Burma", "Myanmar"),
        ("DPRK", "North Korea"),
        ("Republic of Korea", "South Korea"),
        ("Viet Nam", "Vietnam"),
        ("Taiwan", "Taiwan"),
        ("Yugoslavia", "Yugoslavia"),
        ("Zaire", "Zaire"),
    ],
)
def test_names(form: str, name: str) -> None:
    country = by_name(form)
    assert country is not None
    assert country.name == name


@pytest.mark.parametrize("form", ["us", "South", "Europe", "Korea", ""])
def test_no_country(form: str) -> None:
    assert by_name(form) is None


@pytest.mark.parametrize(
    ("form", "name"),
    [("Danish", "Denmark"), ("Dutch", "Netherlands"), ("Kyrgyz", "Kyrgyzstan"), ("Chinese", "China")],
)
def test_adjectives(form: str, name: str) -> None:
    country = by_adjective(form)
    assert country is not None
    assert country.name == name


def test_an_adjective_of_two_countries_is_neither_s() -> None:
    assert by_adjective("Korean") is None
    assert by_adjective("Congolese") is None


def test_peoples_in_singular_and_plural() -> None:
    for form, name in (("Danes", "Denmark"), ("Briton", "United Kingdom"), ("Frenchmen", "France")):
        country = by_people(form)
        assert country is not None
        assert country.name == name


def test_capitals() -> None:
    for form, name in (("Moscow", "Russia"), ("Washington, D.C.", "United States"), ("Nairobi", "Kenya")):
        country = by_capital(form)
        assert country is not None
        assert country.name == name


def test_folding_tells_us_from_the_us_and_ignores_capitals_of_long_names() -> None:
    assert folded("US") != folded("us")
    assert folded("NEW YORK") == folded("New York")
    assert folded("the Hague") == folded("Hague")


def test_an_organisation_without_its_country() -> None:
    assert without_country("italian supreme court") == "supreme court"
    assert without_country("supreme court") == ""


def test_every_country_has_a_code_and_a_name_of_its_own() -> None:
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes))
    assert all(country.name and country.name in country.names for country in countries())


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Azerbajan", "Azerbaijan"),
        ("Khazakstan", "Kazakhstan"),
        ("Kirgizstan", "Kyrgyzstan"),
        ("Phillipines", "Philippines"),
    ],
)
def test_a_country_with_a_slip_of_the_pen(form: str, name: str) -> None:
    found = by_misspelling(form)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("form", ["Slovenia", "Australian", "Columbia", "Kurdistan", "Romanian", "Macedonian", "Chad"])
def test_another_name_is_no_misspelt_country(form: str) -> None:
    assert by_misspelling(form) is None
