//! What a file of bank holidays and a file of closure days may say, as data.

use crate::domain::toml_reader::{FieldShape, Kind, Shape};

pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

const YEAR: Kind = Kind::Whole {
    min: 1900,
    max: 2200,
};

const DIVISIONS: &[(&str, &str)] = &[
    ("england-and-wales", "England and Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
];

pub(super) static BANK_HOLIDAYS: Shape = Shape {
    name: "a file of bank holidays",
    about: "Bank holidays. The days of the file are added to those that the program knows; for the years from \
        from_year to to_year they replace them.",
    fields: &[
        FieldShape::may(
            "from_year",
            YEAR,
            "The first year for which this file has all days; goes with to_year.",
        ),
        FieldShape::may(
            "to_year",
            YEAR,
            "The last year for which this file has all days; goes with from_year.",
        ),
        FieldShape::may(
            "published_to",
            YEAR,
            "The last of these years that has been announced. Dates in later years are shown as provisional. Left out, all have been.",
        ),
        FieldShape::needed(
            "bank_holiday",
            Kind::Tables(&BANK_HOLIDAY),
            "One bank holiday.",
        ),
    ],
};

static BANK_HOLIDAY: Shape = Shape {
    name: "a bank holiday",
    about: "One day. A holiday that falls on a weekend has two entries: the day itself, and its substitute day.",
    fields: &[
        FieldShape::needed(
            "date",
            Kind::Line,
            "The day, with its year: \"2026-05-04\" or \"4 May 2026\".",
        ),
        FieldShape::needed("name", Kind::Line, "What the day is called."),
        FieldShape::may(
            "divisions",
            Kind::List(&Kind::Choice(DIVISIONS)),
            "The parts of the United Kingdom that have it; left out, all three.",
        ),
    ],
};

pub(super) static CLOSURES: Shape = Shape {
    name: "a file of closure days",
    about: "Where the council is, and when it is closed apart from weekends and bank holidays.",
    fields: &[
        FieldShape::may(
            "division",
            Kind::Choice(DIVISIONS),
            "The part of the United Kingdom whose bank holidays count; England and Wales when left out.",
        ),
        FieldShape::may(
            "closure",
            Kind::Tables(&CLOSURE),
            "A closed day, or several in a row.",
        ),
    ],
};

static CLOSURE: Shape = Shape {
    name: "a closure",
    about: "Either date, for a single day, or from and to.",
    fields: &[
        FieldShape::may(
            "date",
            Kind::Line,
            "The closed day, with its year: \"2026-10-05\" or \"5 Oct 2026\".",
        ),
        FieldShape::may("from", Kind::Line, "The first closed day; goes with to."),
        FieldShape::may("to", Kind::Line, "The last closed day; goes with from."),
        FieldShape::needed(
            "reason",
            Kind::Line,
            "Why; it is shown wherever the day matters.",
        ),
    ],
};
