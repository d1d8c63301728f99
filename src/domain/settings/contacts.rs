//! Whom to ask after the meeting: `contacts.toml` (rows 28 and 41). It comes at the end of every record and copy. The
//! Chair and the social workers come from the records of the meeting.

use crate::domain::toml_reader::{Faults, FieldShape, Kind, SettingsValues, Shape, Table};

/// For what somebody is asked, each with the heading it has on paper.
const FOR: &[(&str, &str)] = &[
    ("queries", "Questions about this record"),
    ("chair", "Chair"),
    ("social_worker", "Social worker"),
    ("complaints", "To comment, praise or complain"),
    ("other", "Also"),
];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    pub intro: String,
    pub contacts: Vec<Contact>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// A word of the list: `queries`, `chair`, `social_worker`, `complaints`, `other`.
    pub purpose: String,
    /// What the place is called; may be empty.
    pub name: String,
    pub how: String,
}

static CONTACTS: Shape = Shape {
    name: "the contacts file",
    about: "Whom to ask after the meeting. It is printed at the end of the record and of every copy, for everybody to read.",
    fields: &[
        FieldShape::may("intro", Kind::Line, "The sentence above the list."),
        FieldShape::may(
            "contact",
            Kind::Tables(&CONTACT),
            "A place or a person to ask.",
        ),
    ],
};

static CONTACT: Shape = Shape {
    name: "a contact",
    about: "One place or person that answers.",
    fields: &[
        FieldShape::needed(
            "for",
            Kind::Choice(FOR),
            "What people can ask there. The Chair and the social workers are named by the meeting itself.",
        ),
        FieldShape::may("name", Kind::Line, "What the place is called."),
        FieldShape::needed(
            "how",
            Kind::Line,
            "How it is reached: telephone, address, hours.",
        ),
    ],
};

impl Contacts {
    /// The lines as they are printed, each with its heading. `known` are the people of the meeting for a purpose
    /// (`chair`, `social_worker`); a purpose that has neither a person nor a contact is left out.
    pub fn lines(&self, known: impl Fn(&str) -> Vec<String>) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        for (purpose, title) in FOR {
            let of_purpose = || self.contacts.iter().filter(|one| one.purpose == *purpose);
            let people = known(purpose);
            let mut words: Vec<String> = Vec::new();
            if !people.is_empty() {
                words.push(people.join(", "));
            }
            words.extend(of_purpose().map(|one| match one.name.as_str() {
                "" => one.how.clone(),
                name => format!("{name}: {}", one.how),
            }));
            if !words.is_empty() {
                lines.push(((*title).to_owned(), words.join("; ")));
            }
        }
        lines
    }
}

impl SettingsValues for Contacts {
    const NAME: &'static str = "contacts.toml";
    const ABOUT: &'static str = "whom to ask after the meeting, printed on every copy";
    const BUILT_IN: &'static str = include_str!("contacts.toml");
    const SHAPE: &'static Shape = &CONTACTS;
    const KEPT: bool = true;

    fn with_file(self, root: &Table, _: &mut Faults<'_>) -> Contacts {
        let intro = match root.text("intro") {
            "" => self.intro,
            own => own.to_owned(),
        };
        let contacts = root.tables("contact").iter().map(|table| Contact {
            purpose: table.text("for").to_owned(),
            name: table.text("name").to_owned(),
            how: table.text("how").to_owned(),
        });
        Contacts {
            intro,
            contacts: contacts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_ones_own_names_places_and_keeps_the_sentence() {
        let built_in = Contacts::built_in();
        assert!(built_in.intro.len() > 20 && built_in.contacts.is_empty());
        let own = Contacts::read(
            "[[contact]]\nfor = \"queries\"\nname = \"Conference team\"\nhow = \"01234 000 000\"\n[[contact]]\nfor = \"chair\"\nhow = \"01234 000 001\"\n",
        )
        .unwrap();
        assert_eq!(own.intro, built_in.intro);
        let lines = own.lines(|purpose| match purpose {
            "chair" => vec!["Sam Hall".to_owned()],
            _ => Vec::new(),
        });
        let words: Vec<String> = lines
            .iter()
            .map(|(title, words)| format!("{title}: {words}"))
            .collect();
        assert_eq!(
            words,
            [
                "Questions about this record: Conference team: 01234 000 000",
                "Chair: Sam Hall; 01234 000 001"
            ]
        );
    }

    #[test]
    fn a_contact_says_how_it_is_reached() {
        let faults = Contacts::read("[[contact]]\nfor = \"nobody\"\n").unwrap_err();
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
