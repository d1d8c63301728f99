//! What goes out of a copy although it is open: what no child agreed to share, what would tell of somebody who is kept back,
//! and what quotes something withheld.

use super::{CopyFor, Rule, passages::passages};
use crate::domain::meeting::{Found, find_among};
use crate::domain::minutes::reader_view::RecordView;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{child, childs_view, correction, person};
use crate::domain::record::{Goes, Kind, ReadAnswers, Record, Values, words_said};
use crate::domain::text::words::Words;
use std::collections::BTreeMap;

/// Some people or children, and whether an answer means one of them: by id, or in words that may not be certain.
struct Meant<'e> {
    ids: Vec<String>,
    /// Their names and letters, each word on its own.
    words: Vec<Words>,
    letters: Vec<&'e str>,
    everybody: &'e [Record],
}

impl<'e> Meant<'e> {
    fn of(ids: Vec<String>, everybody: &'e [Record]) -> Meant<'e> {
        let theirs = || everybody.iter().filter(|record| ids.contains(&record.id));
        let each = |fields: &'static [&'static Field]| {
            theirs().flat_map(move |record| fields.iter().map(|field| record.text(field)))
        };
        const LETTERS: &[&Field] = &[&person::INITIALS, &child::CODE];
        let names = each(&[&person::NAME, &child::NAME]).chain(each(LETTERS));
        let words = names.flat_map(str::split_whitespace).map(Words::of);
        Meant {
            words: words.filter(|words| words.letters() > 1).collect(),
            letters: each(LETTERS).filter(|letters| letters.len() > 1).collect(),
            ids,
            everybody,
        }
    }

    /// Whether a text has their letters, as they are typed.
    fn has_letters_in(&self, text: &str) -> bool {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| self.letters.contains(&word))
    }

    fn is(&self, answer: &str) -> bool {
        if answer.is_empty() || self.ids.is_empty() {
            return false;
        }
        if self.everybody.iter().any(|record| record.id == answer) {
            return self.ids.iter().any(|id| id == answer);
        }
        let there = Words::of(answer);
        // Words around a name, or one slip in it, make it no other name.
        let each = answer.split(|letter: char| !letter.is_alphanumeric());
        let each = each.filter(|word| word.chars().count() > 2);
        self.words.iter().any(|words| words.is_in(&there))
            || std::iter::once(answer)
                .chain(each)
                .any(|typed| self.may_be(typed))
    }

    fn may_be(&self, typed: &str) -> bool {
        let is_meant = |id: &String| self.ids.contains(id);
        match find_among(typed, self.everybody) {
            Found::One(id) => is_meant(&id),
            Found::Several(ids) => ids.iter().any(is_meant),
            Found::Nobody => false,
        }
    }
}

impl CopyFor<'_> {
    /// Takes out what these say of each record that holds: all of it or some answers.
    pub(super) fn takes_out(&mut self, rule: Rule, goes: impl Fn(&RecordView) -> Goes) {
        let mut stays = Vec::new();
        for mut seen in std::mem::take(&mut self.reading.records) {
            let goes = match seen.holds() {
                true => goes(&seen),
                false => Goes::Nothing,
            };
            let goes_out = |name: &String| match &goes {
                Goes::Nothing => false,
                Goes::Everything => true,
                Goes::These(names) => names.contains(name),
            };
            let (out, values): (Values, Values) = std::mem::take(&mut seen.values)
                .into_iter()
                .partition(|(name, _)| goes_out(name));
            let (unread, to_confirm): (BTreeMap<_, _>, BTreeMap<_, _>) =
                std::mem::take(&mut seen.to_confirm)
                    .into_iter()
                    .partition(|(name, _)| goes_out(name));
            (seen.values, seen.to_confirm) = (values, to_confirm);
            if !out.is_empty() || !unread.is_empty() {
                let found = passages(&seen.id, seen.kind(), &out, &unread);
                self.withheld.extend(found);
                let texts = words_said(seen.kind(), &out, &unread);
                self.taken_out.extend(texts);
                self.leaves_out(&seen.id, seen.kind(), rule, None);
            }
            if goes != Goes::Everything {
                stays.push(seen);
            }
        }
        self.reading.records = stays;
    }

    /// A child's own words are in the copy of somebody of the family only where that child agreed to share all of them;
    /// unknown means out. Who the child is heard by, and how, stays.
    pub(super) fn takes_out_what_no_child_agreed_to(&mut self, reader: &str, everybody: &[Record]) {
        let agreed = self.who_agreed_to_all();
        let children = self.reading.records.iter();
        let children = children.filter(|seen| seen.is_a(&child::KIND));
        let ids = children.map(|seen| seen.id.clone());
        let silent: Vec<String> = ids
            .filter(|id| id != reader && !agreed.contains(id))
            .collect();
        let has_any = !silent.is_empty();
        let meant = Meant::of(silent, everybody);
        self.takes_out(Rule::NotAgreed, |seen| {
            let is_agreed = seen.is_a(&childs_view::KIND) && agreed_to_all(seen);
            match seen.kind() {
                Some(kind) if !is_agreed => {
                    let unread = seen.to_confirm.iter();
                    kind.goes_with(&seen.values, unread, |answer| meant.is(answer), has_any)
                }
                _ => Goes::Nothing,
            }
        });
    }

    /// The children (ids) who agreed, wherever they were asked, that all of their words are shared.
    fn who_agreed_to_all(&self) -> Vec<String> {
        let views = || self.reading.holding(&childs_view::KIND);
        let asked = views().filter(|seen| agreed_to_all(seen));
        let mut children: Vec<String> = asked
            .map(|seen| seen.text(&childs_view::CHILD).to_owned())
            .collect();
        children.retain(|child| {
            let mut of_child = views().filter(|seen| seen.text(&childs_view::CHILD) == child);
            of_child.all(|seen| {
                agreed_to_all(seen) || seen.text(&childs_view::AGREED_TO_SHARE).is_empty()
            })
        });
        children
    }

    /// What somebody says whom this reader is not to know of, and what is about them, would tell that there is somebody.
    pub(super) fn takes_out_what_tells_of_somebody_kept_back(&mut self, everybody: &[Record]) {
        let all = self.reading.records.iter();
        let is_hidden =
            |seen: &&RecordView| !seen.holds() && seen.kind().is_some_and(Kind::is_somebody);
        let hidden: Vec<String> = all.filter(is_hidden).map(|seen| seen.id.clone()).collect();
        if hidden.is_empty() {
            return;
        }
        self.takes_out_what_names(Rule::OfSomebodyKeptBack, hidden, everybody, |_| false);
    }

    /// What is said by these (ids) or about them goes, and so does each answer that names them; others who are named
    /// with them stay. `is_own`: whether the reader said it, so that it stays whomever it is about.
    pub(super) fn takes_out_what_names(
        &mut self,
        rule: Rule,
        ids: Vec<String>,
        everybody: &[Record],
        is_own: impl Fn(&RecordView) -> bool,
    ) {
        let meant = Meant::of(ids, everybody);
        self.leaves_out_of_lists(rule, &meant);
        self.takes_out(rule, |seen| {
            let Some(kind) = seen.kind() else {
                return Goes::Nothing;
            };
            let names_one = |name: &str| {
                let value = seen.values.get(name);
                let one = value.and_then(serde_json::Value::as_str);
                let several = value.and_then(serde_json::Value::as_array);
                let several = several.into_iter().flatten();
                let mut several = several.filter_map(serde_json::Value::as_str);
                let unread = seen.to_confirm.get(name);
                one.is_some_and(|id| meant.is(id))
                    || several.any(|id| meant.is(id))
                    || unread.is_some_and(|typed| meant.is(typed))
            };
            let people = kind
                .fields
                .iter()
                .filter(|field| field.answer.names_people());
            let named: Vec<_> = people.filter(|field| names_one(field.name)).collect();
            let is_of_them = named.iter().any(|field| {
                matches!(
                    field.answer,
                    Answer::Speaker | Answer::Child | Answer::Children
                ) || kind.lead_field() == Some(*field)
            });
            // Who somebody lives with goes; they stay.
            let is_of_them = is_of_them && !kind.is_somebody();
            let voices = kind.goes_with(
                &seen.values,
                seen.to_confirm.iter(),
                |id| meant.is(id),
                false,
            );
            let is_of_them = is_of_them || voices == Goes::Everything;
            match is_of_them && !is_own(seen) {
                true => Goes::Everything,
                false => {
                    let texts = seen.values.iter();
                    let texts = texts.filter(|(_, text)| {
                        // That another child is talked about is no secret.
                        rule == Rule::OfSomebodyKeptBack
                            && text.as_str().is_some_and(|text| meant.has_letters_in(text))
                    });
                    let texts = texts.map(|(name, _)| name.clone());
                    let named = named.iter().map(|field| field.name.to_owned());
                    Goes::These(named.chain(texts).collect())
                }
            }
        });
    }

    /// Where others are named with them, the others stay.
    fn leaves_out_of_lists(&mut self, rule: Rule, meant: &Meant) {
        let mut shorter = Vec::new();
        for seen in self.reading.records.iter_mut().filter(|seen| seen.holds()) {
            let kind = seen.kind();
            let mut is_shorter = false;
            for several in seen.values.values_mut() {
                let Some(several) = several.as_array_mut() else {
                    continue;
                };
                let is_one = |id: &serde_json::Value| {
                    id.as_str()
                        .is_some_and(|id| meant.ids.iter().any(|one| one == id))
                };
                if several.iter().any(is_one) && !several.iter().all(is_one) {
                    several.retain(|id| !is_one(id));
                    is_shorter = true;
                }
            }
            if is_shorter {
                shorter.push((seen.id.clone(), kind));
            }
        }
        for (id, kind) in shorter {
            self.leaves_out(&id, kind, rule, None);
        }
    }

    /// A correction quotes what it corrects. `withheld`: the words of the records that are not in this copy; what was taken
    /// out of it since is known.
    pub(super) fn takes_out_what_quotes(&mut self, mut withheld: Vec<Words>) {
        withheld.extend(self.withheld.iter().map(|passage| passage.words.clone()));
        withheld.append(&mut self.taken_out);
        let texts_here: Vec<Words> = self
            .reading
            .records
            .iter()
            .filter(|seen| seen.holds() && !seen.is_a(&correction::KIND))
            .flat_map(|seen| seen.values.values())
            .filter_map(serde_json::Value::as_str)
            .map(Words::of)
            .collect();
        self.takes_out(Rule::QuotesWithheld, |seen| {
            let texts = seen.values.values().filter_map(serde_json::Value::as_str);
            let mut texts = texts.chain(seen.to_confirm.values().map(String::as_str));
            let is_quoted = seen.is_a(&correction::KIND)
                && texts.any(|text| Words::of(text).quotes(&withheld, &texts_here).is_some());
            match is_quoted {
                true => Goes::Everything,
                false => Goes::Nothing,
            }
        });
    }
}

/// What is still to be confirmed is no agreement.
fn agreed_to_all(view: &RecordView) -> bool {
    view.text(&childs_view::AGREED_TO_SHARE) == "all" && !view.is_to_be_confirmed()
}
