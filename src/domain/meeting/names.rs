//! Names and codes of people and children: what ids mean to a reader, and who can be typed.

use super::Meeting;
use crate::domain::record::kinds::{child, childs_view, offer, person};
use crate::domain::record::{ReadAnswers, ReadRecord, Record};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat<'a> {
    pub id: &'a str,
    pub code: &'a str,
    pub name: &'a str,
    /// What they are called: the first name, or what a child likes to be called.
    pub called: &'a str,
    pub is_child: bool,
}

impl Meeting {
    /// Everybody who can be named: children first, then people, in the order they were entered.
    pub fn voices(&self) -> impl Iterator<Item = Seat<'_>> {
        self.records(&child::KIND)
            .chain(self.records(&person::KIND))
            .map(seat)
    }

    /// The full name for an id; `all` and the minute-taker in words; the id itself if it is unknown.
    pub fn name(&self, id: &str) -> String {
        self.name_or(id, |seat| seat.name)
    }

    pub fn called(&self, id: &str) -> String {
        self.name_or(id, |seat| seat.called)
    }

    pub fn code(&self, id: &str) -> String {
        match id {
            "all" => "all".to_owned(),
            "minute_taker" => "minute-taker".to_owned(),
            _ => self
                .record(id)
                .filter(|record| is_seat(record))
                .map_or_else(|| id.to_owned(), |record| seat(record).code.to_owned()),
        }
    }

    /// The name as minutes print it: `Kelly Smith`, `J Okafor, health visitor`.
    pub fn name_and_role(&self, id: &str) -> String {
        let name = self.name(id);
        match self.record(id) {
            Some(person) if person.is_a(&person::KIND) => {
                match person.first_text(&[&person::ROLE, &person::RELATION, &person::AGENCY]) {
                    "" => name,
                    role => format!("{name}, {role}"),
                }
            }
            _ => name,
        }
    }

    fn name_or(&self, id: &str, part: for<'a> fn(&Seat<'a>) -> &'a str) -> String {
        match id {
            "all" => "Everybody".to_owned(),
            "minute_taker" => "The minute-taker".to_owned(),
            "" => "?".to_owned(),
            _ => match self.record(id) {
                Some(record) if is_seat(record) => part(&seat(record)).to_owned(),
                Some(record) if record.is_a(&childs_view::KIND) => {
                    format!(
                        "what {} wants ({id})",
                        self.called(record.text(&childs_view::CHILD))
                    )
                }
                Some(record) if record.is_a(&offer::KIND) && record.is_open() => {
                    format!("{} ({id})", record.text(&offer::SERVICE))
                }
                _ => id.to_owned(),
            },
        }
    }

    /// The words for a kind of contribution, from the agenda or the common list.
    pub fn kind_title(&self, kind: &str) -> String {
        self.agenda().kind_title(kind).unwrap_or(kind).to_owned()
    }
}

fn is_seat(record: &Record) -> bool {
    record.is_a(&person::KIND) || record.is_a(&child::KIND)
}

/// A record of a person or child as somebody to be named.
pub(in crate::domain) fn seat(record: &impl ReadRecord) -> Seat<'_> {
    let is_child = record.is_a(&child::KIND);
    let name = record.text(&person::NAME);
    let called = called_by(name, record.text(&child::PREFERRED_NAME));
    Seat {
        id: record.id(),
        code: record.text(if is_child {
            &child::CODE
        } else {
            &person::INITIALS
        }),
        name,
        called,
        is_child,
    }
}

/// Words before a name that are not the name.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "master",
    "sir",
    "dame",
    "lady",
    "lord",
    "dr",
    "doctor",
    "prof",
    "professor",
    "pc",
    "wpc",
    "pcso",
    "dc",
    "ds",
    "di",
    "dci",
    "sgt",
    "insp",
    "supt",
    "police",
    "constable",
    "sergeant",
    "inspector",
    "superintendent",
    "detective",
    "chief",
    "officer",
    "rev",
    "revd",
    "reverend",
    "imam",
    "rabbi",
    "pastor",
    "nurse",
    "midwife",
    "matron",
    "cllr",
    "councillor",
    "judge",
];
/// What somebody of this name is called: the name they prefer, otherwise the first name.
pub fn called_by<'a>(name: &'a str, preferred: &'a str) -> &'a str {
    match preferred {
        "" => first_name(name),
        preferred => preferred,
    }
}

/// The first word of a name that is more than a title or an initial.
pub(in crate::domain) fn first_name(name: &str) -> &str {
    let is_name = |word: &&str| {
        let bare = word.trim_end_matches(['.', ',']);
        bare.chars().count() > 1 && !TITLES.contains(&bare.to_lowercase().as_str())
    };
    name.split_whitespace().find(is_name).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::first_name;

    #[test]
    fn a_title_is_not_what_somebody_is_called() {
        for (name, called) in [
            ("Kelly Nettlesworth", "Kelly"),
            ("Constable Hollis", "Hollis"),
            ("Detective Constable Ann Hollis", "Ann"),
            ("Doctor P. Merrow", "Merrow"),
            ("PC Ann Hollis", "Ann"),
            ("Dr. Merrow", "Merrow"),
            ("Mrs J Okra", "Okra"),
            ("Miss Lindqvist-Ray", "Lindqvist-Ray"),
            ("Chief Inspector Bo Reed", "Bo"),
            ("Sergeant", "Sergeant"),
            ("Dr", "Dr"),
        ] {
            assert_eq!(first_name(name), called, "{name}");
        }
    }
}
