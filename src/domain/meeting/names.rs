//! Names and codes of people and children: what ids mean to a reader, and who can be typed.

use super::Meeting;
use super::resolver::Known;
use crate::domain::record::kinds::{child, childs_view, offer, person};
use crate::domain::record::{Audience, ReadRecord, Record};
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat<'a> {
    pub id: &'a str,
    pub code: &'a str,
    pub name: &'a str,
    /// What they are called: the first name, or what a child likes to be called.
    pub called: &'a str,
    pub is_child: bool,
}

/// How everybody can be named, worked out when it is first asked for after an event.
#[derive(Debug, Clone, Default)]
pub(super) struct People {
    known: Vec<Known>,
    /// What each is called on a screen, by id.
    shown: HashMap<String, String>,
}

impl Meeting {
    /// Everybody who can be named: children first, then people, in the order they were entered.
    /// Who may read a record that is not for everybody: `(restricted)`, `(not for Lorcan)`.
    pub fn kept_back_words(&self, record: &Record) -> String {
        match record.audience(&self.said_without(record)) {
            Audience::Not(people) => {
                let names: Vec<String> = people.iter().map(|id| self.called(id)).collect();
                format!("(not for {})", names.join(", "))
            }
            _ => "(restricted)".to_owned(),
        }
    }

    pub fn voices(&self) -> impl Iterator<Item = Seat<'_>> {
        self.records(&child::KIND)
            .chain(self.records(&person::KIND))
            .map(seat)
    }

    /// The full name for an id; `all` and the minute-taker in words; the id itself if it is unknown.
    pub fn name(&self, id: &str) -> String {
        self.name_or(id, |seat| seat.name)
    }

    /// What somebody is called for short, told apart from everybody else of that name.
    pub fn called(&self, id: &str) -> String {
        match self.people().shown.get(id) {
            Some(called) => called.clone(),
            None => self.name_or(id, |seat| seat.called),
        }
    }

    /// Everybody who can be named, with all that they can be called.
    pub(super) fn known(&self) -> &[Known] {
        &self.people().known
    }

    /// Everybody whose letters or name begin with what is typed.
    pub fn seats_beginning(&self, typed: &str) -> Vec<Seat<'_>> {
        let words = plain_words(typed).join(" ");
        self.known()
            .iter()
            .filter(|known| known.may_become(&words))
            .filter_map(|known| self.record(&known.id))
            .map(seat)
            .collect()
    }

    fn people(&self) -> &People {
        self.now.people.get_or_init(|| {
            let records = || {
                self.records(&child::KIND)
                    .chain(self.records(&person::KIND))
            };
            let children: Vec<String> = self
                .voices()
                .filter(|seat| seat.is_child)
                .map(|seat| squeezed(seat.called))
                .collect();
            let seats: Vec<(Seat<'_>, &str)> = records()
                .map(|record| (seat(record), role(record)))
                .collect();
            let ids = seats.iter().map(|(seat, _)| seat.id.to_owned());
            People {
                shown: ids.zip(told_apart(&seats)).collect(),
                known: records()
                    .map(|record| Known::of(record, &children))
                    .collect(),
            }
        })
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

    /// `KS Kelly`, where it is asked who is meant. Whoever has no letters yet is known by the name.
    pub fn code_and_name(&self, id: &str) -> String {
        let both = format!("{} {}", self.code(id), self.called(id));
        both.trim_start().to_owned()
    }

    /// The name as minutes print it: `Kelly Smith`, `J Okafor, health visitor`.
    pub fn name_and_role(&self, id: &str) -> String {
        let name = self.name(id);
        match self.record(id) {
            Some(person) if person.is_a(&person::KIND) => match role(person) {
                "" => name,
                role => format!("{name}, {role}"),
            },
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

/// What a person is here: the role, or the relation to the children, or the agency.
fn role(person: &Record) -> &str {
    match person.is_a(&person::KIND) {
        true => {
            let fields = [&person::ROLE, &person::RELATION, &person::AGENCY];
            let mut told = fields
                .into_iter()
                .filter(|field| !person.keeps_back(field.name));
            let told = told.find(|field| !person.text(field).is_empty());
            told.map_or("", |field| person.text(field))
        }
        false => "",
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

/// What somebody of this name is called: the name they prefer, otherwise the first name. Who has none here is called by
/// title and surname, `PC Hall`; and `the baby` is never cut.
pub fn called_by<'a>(name: &'a str, preferred: &'a str) -> &'a str {
    match preferred {
        "" => first_name(name),
        preferred => preferred,
    }
}

/// The first word of a name that is more than a title or an initial, or all of it.
pub(in crate::domain) fn first_name(name: &str) -> &str {
    let name = name.trim();
    let whole = |word: &&str| people_words().is("whole", &squeezed(word));
    let (titles, words) = name_words(name);
    if words.first().is_some_and(whole) {
        return name;
    }
    let is_name = |word: &&&str| {
        let bare = word.trim_end_matches(['.', ',']);
        bare.chars().count() > 1 && bare.chars().any(char::is_alphabetic)
    };
    let mut names = words.iter().filter(is_name);
    match (names.next(), names.next()) {
        (Some(first), second) if titles.is_empty() || second.is_some() => {
            first.trim_end_matches(',')
        }
        _ => name,
    }
}

/// A name as its titles and its words, the surname last, also of `Quill, Kasia`. What stands in brackets is no name.
pub(super) fn name_words(name: &str) -> (Vec<&str>, Vec<&str>) {
    let name = name.split_once('(').map_or(name, |(name, _)| name);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let is_title = |word: &&&str| people_words().title(&squeezed(word)).is_some();
    let titles = words.iter().take_while(is_title).count();
    let names = words.split_off(titles.min(words.len().saturating_sub(1)));
    let surname = names
        .iter()
        .position(|word| word.ends_with(','))
        .map(|at| at + 1);
    let (family, given) = names.split_at(surname.filter(|at| *at < names.len()).unwrap_or(0));
    (words, [given, family].concat())
}

/// The surname of a name of several words.
fn surname(name: &str) -> &str {
    let (_, words) = name_words(name);
    match words.as_slice() {
        [] | [_] => "",
        [.., last] => last.trim_end_matches(','),
    }
}

/// What each of these is called so that nobody is taken for another: `Sarah K` and `Sarah Q`, or with the whole surname,
/// or with their role (the second of each pair), or with their letters.
pub(in crate::domain) fn told_apart(seats: &[(Seat<'_>, &str)]) -> Vec<String> {
    let called: Vec<String> = seats
        .iter()
        .map(|(seat, _)| squeezed(seat.called))
        .collect();
    let of = |at: usize| -> String {
        let Some((seat, role)) = seats.get(at) else {
            return String::new();
        };
        let same = |other: &usize| called.get(*other) == called.get(at) && *other != at;
        let others: Vec<usize> = (0..seats.len()).filter(same).collect();
        if others.is_empty() {
            return seat.called.to_owned();
        }
        let forms = forms(seat, role);
        let others: Vec<[String; 4]> = others
            .iter()
            .filter_map(|other| seats.get(*other))
            .map(|(seat, role)| self::forms(seat, role))
            .collect();
        let is_unlike =
            |level: usize, form: &String| others.iter().all(|other| other.get(level) != Some(form));
        let mut apart = forms.iter().enumerate();
        let apart = apart.find(|(level, form)| is_unlike(*level, form));
        apart.map_or_else(|| seat.name.to_owned(), |(_, form)| form.clone())
    };
    (0..seats.len()).map(of).collect()
}

/// Shortest first.
fn forms(seat: &Seat<'_>, role: &str) -> [String; 4] {
    let called = seat.called;
    let surname = match surname(seat.name) {
        surname if called.contains(surname) => "",
        surname => surname,
    };
    let first = surname.chars().take(1).collect::<String>();
    let with = |more: &str| match more {
        "" => called.to_owned(),
        more => format!("{called} {more}"),
    };
    let long = with(surname);
    let role = match role {
        "" => long.clone(),
        role => format!("{long}, {role}"),
    };
    [
        with(&first),
        long.clone(),
        role,
        format!("{long} ({})", seat.code),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_not_what_somebody_is_called() {
        for (name, called) in [
            ("Kelly Nettlesworth", "Kelly"),
            ("Detective Constable Ann Hollis", "Ann"),
            ("PC Ann Hollis", "Ann"),
            ("Chief Inspector Bo Reed", "Bo"),
            ("The Right Hon. Fay Ottery", "Fay"),
            ("Revd Dr Bea Ottery", "Bea"),
            ("Fr Tom Ottery", "Tom"),
            ("Hon. Fay Ottery", "Fay"),
            ("Judge Ada Ottery", "Ada"),
            ("Sister Ada Ottery", "Ada"),
            ("Ottery, Ada", "Ada"),
            ("J Okafor", "Okafor"),
            ("Sergeant", "Sergeant"),
            ("Dr", "Dr"),
        ] {
            assert_eq!(first_name(name), called, "{name}");
        }
    }

    #[test]
    fn who_has_a_title_and_no_first_name_is_called_by_both() {
        for name in [
            "Constable Hollis",
            "Dr. Merrow",
            "Doctor P. Merrow",
            "Mrs J Okra",
            "Miss Lindqvist-Ray",
            "PC 1234 Hall",
            "Ms Ottery",
            "Rt Hon Ottery",
            "the baby",
            "Baby Ottery",
            "unborn baby",
        ] {
            assert_eq!(first_name(name), name);
        }
    }

    #[test]
    fn people_of_one_name_are_told_apart() {
        let seat = |code: &'static str, name: &'static str| Seat {
            id: code,
            code,
            name,
            called: first_name(name),
            is_child: false,
        };
        let apart = |people: &[(&'static str, &'static str, &'static str)]| {
            let seats: Vec<_> = people
                .iter()
                .map(|(code, name, role)| (seat(code, name), *role))
                .collect();
            told_apart(&seats)
        };
        assert_eq!(
            apart(&[
                ("SK", "Sarah Kite", ""),
                ("SQ", "Sarah Quirk", ""),
                ("BO", "Bo Reed", "")
            ]),
            ["Sarah K", "Sarah Q", "Bo"]
        );
        assert_eq!(
            apart(&[
                ("SK", "Sarah Kite", ""),
                ("SL", "Sarah Kitely", ""),
                ("SQ", "Sarah Quirk", "")
            ]),
            ["Sarah Kite", "Sarah Kitely", "Sarah Q"]
        );
        assert_eq!(
            apart(&[
                ("SK", "Sarah Kite", "aunt"),
                ("S2", "Sarah Kite", "teacher")
            ]),
            ["Sarah Kite, aunt", "Sarah Kite, teacher"]
        );
        assert_eq!(
            apart(&[
                ("EL", "Ella", ""),
                ("E2", "Ella", ""),
                ("EQ", "Ella Quirk", "")
            ]),
            ["Ella (EL)", "Ella (E2)", "Ella Q"]
        );
        assert_eq!(
            apart(&[("Q1", "Ms Quill", "aunt"), ("Q2", "Ms Quill", "")]),
            ["Ms Quill, aunt", "Ms Quill"]
        );
    }
}
