//! Somebody of the meeting, with everything they can be called: worked out once for each event, not for each key.

use crate::domain::meeting::names::{Seat, name_words, seat};
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{ReadAnswers, Record, Side, is_unborn, side};
use crate::domain::settings::people_words::{
    Gender, PeopleWords, people_words, plain_words, squeezed,
};

/// All texts are squeezed: folded, nothing but letters and digits.
#[derive(Debug, Clone, Default)]
pub(in crate::domain::meeting) struct Known {
    pub(in crate::domain::meeting) id: String,
    pub(in crate::domain::meeting) is_child: bool,
    pub(super) is_unborn: bool,
    pub(super) is_chair: bool,
    pub(super) is_family: bool,
    pub(super) gender: Gender,
    pub(super) code: String,
    pub(super) titles: Vec<String>,
    /// Whole names: full, first, surname, as they like to be called, initials with the surname.
    pub(super) names: Vec<String>,
    /// A first name and one letter of the surname, as it is shown where two have one name.
    pub(super) short: Vec<String>,
    pub(super) middle: Vec<String>,
    /// What they were called before a name was put right: whole, first name, surname.
    pub(super) former: Vec<String>,
    /// What beginnings are compared with: the first name, and what they like to be called.
    pub(super) begins: Vec<String>,
    pub(super) surname: String,
    /// The name with blanks between its words.
    pub(super) spaced: String,
    pub(super) roles: Vec<String>,
    pub(super) agencies: Vec<String>,
    /// The groups of words for which a role, relation or agency stands, and those that are only part of it.
    pub(super) groups: Vec<usize>,
    pub(super) parts: Vec<usize>,
    /// The words of a relation that may name a child: `mother of Ella`.
    pub(super) mentions: Vec<String>,
}

impl Known {
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// Whether letters or a name begin with these words.
    pub(in crate::domain::meeting) fn may_become(&self, words: &str) -> bool {
        let one = words.replace(' ', "");
        self.code.starts_with(&one)
            || self.spaced.starts_with(words)
            || (!words.contains(' ')
                && (self.begins.iter().any(|name| name.starts_with(words))
                    || self.surname.starts_with(words)))
    }

    pub(in crate::domain::meeting) fn of(record: &Record, children: &[String]) -> Known {
        let seat = seat(record);
        let people = people_words();
        let mut known = Known {
            id: seat.id.to_owned(),
            is_child: seat.is_child,
            code: squeezed(seat.code),
            ..Known::default()
        };
        known.put_names(&seat, people);
        known.put_former_names(record);
        if seat.is_child {
            known.is_unborn = is_unborn(|field| record.text(field));
            known.gender = gender_of_child(record.text(&child::GENDER));
            return known;
        }
        known.is_family = side(record) == Side::Family;
        known.is_chair = side(record) == Side::Chair;
        let role = record.text(&person::ROLE);
        let relation = record.text(&person::RELATION);
        for text in [role, relation] {
            // "mother of Ella, Noah and the baby": neither Noah nor the baby is what she is here.
            let is_child = |part: &Vec<String>| {
                children.contains(&part.concat())
                    || part.last().is_some_and(|last| people.is("unborn", last))
            };
            for part in parts_of_role(text).iter().filter(|part| !is_child(part)) {
                known.put_role(part, people);
            }
            let words = plain_words(text);
            let named = words.into_iter().filter(|word| children.contains(word));
            known.mentions.extend(named);
        }
        if let Some(code) = Some(record.text(&person::SIDE)).filter(|side| !side.is_empty()) {
            let words = plain_words(code);
            known
                .groups
                .extend_from_slice(people.groups(&words.concat()));
        }
        for part in parts_of_role(record.text(&person::AGENCY)) {
            let phrase = part.concat();
            known.groups.extend_from_slice(people.groups(&phrase));
            known.parts.extend(people.groups_in(&part));
            known.agencies.push(phrase);
        }
        let is_of_a_school = |role: &String| people.is("at school", role);
        if known.agencies.is_empty() && known.roles.iter().any(is_of_a_school) {
            known.parts.extend_from_slice(people.groups("school"));
        }
        known.parts.extend(
            known
                .titles
                .iter()
                .filter(|title| people.title(title).is_some_and(|title| title.of_office))
                .flat_map(|title| people.groups(title)),
        );
        let of_family = known.groups.iter().chain(&known.parts);
        known.gender = of_family
            .map(|group| people.same(*group))
            .find(|same| same.is_family && same.gender != Gender::Either)
            .map(|same| same.gender)
            .or_else(|| gender_of_titles(&known.titles, people))
            .unwrap_or_default();
        known
    }

    fn put_role(&mut self, words: &[String], people: &PeopleWords) {
        let phrase = words.concat();
        self.groups.extend_from_slice(people.groups(&phrase));
        self.parts.extend(people.groups_in(words));
        if let Some((which, role)) = words.split_first()
            && people.is("which", which)
        {
            self.parts.extend(people.groups_in(role));
        }
        self.roles.push(phrase);
    }

    fn put_former_names(&mut self, record: &Record) {
        for former in &record.former {
            for field in [&child::NAME, &child::PREFERRED_NAME, &person::NAME] {
                let (_, words) = name_words(former.values.text(field));
                let whole = words.concat();
                let names = [words.first(), words.last()].into_iter().flatten();
                let names = names.copied().chain([whole.as_str()]).map(squeezed);
                self.former.extend(names);
            }
        }
        self.former
            .retain(|name| name.chars().count() > 1 && !self.names.contains(name));
        self.former.sort_unstable();
        self.former.dedup();
    }

    fn put_names(&mut self, seat: &Seat<'_>, people: &PeopleWords) {
        let (titles, words) = name_words(seat.name);
        self.titles = titles.iter().map(|title| squeezed(title)).collect();
        let plain: Vec<Vec<String>> = words.iter().map(|word| plain_words(word)).collect();
        let plain: Vec<Vec<String>> = plain.into_iter().filter(|word| !word.is_empty()).collect();
        let one: Vec<String> = plain.iter().map(|word| word.concat()).collect();
        self.spaced = plain.concat().join(" ");
        let mut names = vec![squeezed(seat.name), one.concat(), squeezed(seat.called)];
        let mut begins = vec![squeezed(seat.called)];
        let from = (1..one.len())
            .find(|at| one.get(*at).is_some_and(|word| people.is("particle", word)))
            .filter(|at| at + 1 < one.len())
            .unwrap_or(one.len().saturating_sub(1));
        if let (Some(given), Some(surname)) = (one.get(..from), one.get(from..))
            && let Some(first) = given.first()
        {
            let family = surname.concat();
            let initial = |word: &String| word.chars().take(1).collect::<String>();
            let initials: String = given.iter().map(initial).collect();
            let called = squeezed(seat.called);
            names.extend([
                first.clone(),
                family.clone(),
                format!("{first}{family}"),
                format!("{called}{family}"),
                format!("{family}{}", given.concat()),
                format!("{family}{first}"),
                format!("{}{family}", initial(first)),
                format!("{initials}{family}"),
            ]);
            self.short = [first, &called]
                .map(|name| format!("{name}{}", initial(&family)))
                .to_vec();
            begins.push(first.clone());
            self.surname = family;
            // Either part of a double-barrelled surname, and a surname without its "van".
            let parts = plain.get(from..).unwrap_or_default().iter();
            let parts = parts.filter(|parts| parts.len() > 1).flatten();
            for part in surname.last().into_iter().chain(parts) {
                names.extend([part.clone(), format!("{first}{part}")]);
            }
            self.middle = given.iter().skip(1).cloned().collect();
        }
        for title in &self.titles {
            names.extend(one.last().map(|surname| format!("{title}{surname}")));
        }
        names.retain(|name| name.chars().count() > 1);
        names.sort_unstable();
        names.dedup();
        self.middle.retain(|name| name.chars().count() > 1);
        begins.retain(|name| !name.is_empty());
        self.names = names;
        self.begins = begins;
    }
}

/// `Headteacher, Teacup Lane Primary` and `social worker and key worker` are two roles each; behind "of" stands whose.
fn parts_of_role(text: &str) -> Vec<Vec<String>> {
    text.split([',', ';', '(', ')', '/', '&', '+'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| {
            let words = plain_words(part);
            let before = words.iter().position(|word| word == "of" || word == "to");
            let bare = before.filter(|at| *at > 0);
            let short = bare.and_then(|at| words.get(..at)).map(<[String]>::to_vec);
            [Some(words), short].into_iter().flatten()
        })
        .filter(|words| !words.is_empty())
        .collect()
}

fn gender_of_child(gender: &str) -> Gender {
    match gender.to_lowercase().as_str() {
        "male" | "boy" | "m" | "he" => Gender::He,
        "female" | "girl" | "f" | "she" => Gender::She,
        _ => Gender::Either,
    }
}

fn gender_of_titles(titles: &[String], people: &PeopleWords) -> Option<Gender> {
    let genders = titles.iter().filter_map(|title| people.title(title));
    genders
        .map(|title| title.gender)
        .find(|gender| *gender != Gender::Either)
}
