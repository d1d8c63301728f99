//! Which children somebody's papers are about. Half-brothers and half-sisters are talked about at one table, and each parent
//! reads of their own children only. The Chair says whose children they are (`/gets LQ; about: Posy`); otherwise it follows
//! from how somebody is related to them.

use super::passages::{Passage, passages};
use super::{CopyFor, Rule};
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{child, contribution, handing_out, person};
use crate::domain::record::{Goes, Kind, ReadAnswers, ReadRecord, Record, Side, side};
use crate::domain::text::words::Words;
use serde_json::Value;

/// The children (ids) of somebody's papers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Whose {
    /// All of the meeting, because they are all theirs, or because somebody at work has to know of them all.
    #[default]
    All,
    These(Vec<String>),
    /// Nobody has said; the papers are about all of them until somebody does.
    NotSaid,
}

impl Whose {
    pub fn has(&self, child: &str) -> bool {
        match self {
            Whose::These(ids) => ids.iter().any(|id| id == child),
            Whose::All | Whose::NotSaid => true,
        }
    }

    /// Those that it names; `None`: all of the meeting.
    pub fn named(&self) -> Option<&[String]> {
        match self {
            Whose::These(ids) => Some(ids),
            Whose::All | Whose::NotSaid => None,
        }
    }
}

/// What is known of it in the full record.
pub fn whose_children(full: &ReaderView<'_>, reader: &str) -> Whose {
    let children: Vec<&RecordView> = full.holding(&child::KIND).collect();
    let these = |ids: Vec<String>| match children.iter().all(|child| ids.contains(&child.id)) {
        true => Whose::All,
        false => Whose::These(ids),
    };
    let said = full.holding(&handing_out::KIND);
    let said = said.filter(|seen| seen.text(&handing_out::WHO) == reader);
    if let Some(seen) = said.last() {
        let about = seen.list(&handing_out::ABOUT);
        if !about.is_empty() {
            return these(about.into_iter().map(str::to_owned).collect());
        }
    }
    match full.record(reader) {
        Some(seen) if seen.is_a(&child::KIND) => these(vec![reader.to_owned()]),
        Some(seen) if side(seen) == Side::Family && children.len() > 1 => {
            let related = [&person::RELATION, &person::ROLE];
            let named = related.map(|field| named_in(seen.text(field), &children));
            let named = named.into_iter().find(|named| !named.is_empty());
            match named {
                Some(named) => these(named),
                None => Whose::NotSaid,
            }
        }
        _ => Whose::All,
    }
}

/// Whether it was typed which children somebody's papers are about, and is not certain: in `/gets`, or because they are
/// somebody to some of the children, and it does not say to whom (`father of both`, of three).
pub(super) fn is_unclear(full: &ReaderView<'_>, reader: &str, whose: &Whose) -> bool {
    let mut said = full.holding(&handing_out::KIND);
    let is_typed = said.any(|seen| {
        seen.text(&handing_out::WHO) == reader && seen.unread(&handing_out::ABOUT).is_some()
    });
    is_typed || *whose == Whose::NotSaid && is_of_some(full, reader)
}

/// Words for some of the children, without their names.
const SOME: &[&str] = &[
    "both",
    "two",
    "younger",
    "youngest",
    "older",
    "oldest",
    "elder",
    "eldest",
    "girls",
    "boys",
    "girl",
    "boy",
    "twins",
    "twin",
    "some",
    "one",
    "except",
    "apart from",
    "first",
    "last",
    "middle",
    "other",
    "others",
];

fn is_of_some(full: &ReaderView<'_>, reader: &str) -> bool {
    let Some(seen) = full.record(reader) else {
        return false;
    };
    let children: Vec<&RecordView> = full.holding(&child::KIND).collect();
    let text = [&person::RELATION, &person::ROLE]
        .map(|field| seen.text(field))
        .join(", ");
    let text = Words::of(&text);
    // Without a "not" in front of it, a name would have said whose they are.
    let mut names = children.iter().flat_map(|one| names_of(*one, &children));
    SOME.iter().any(|some| Words::of(some).is_in(&text)) || names.any(|name| name.is_in(&text))
}

/// Words that mean all of the children, and of how many they are said.
const ALL: &[(&str, Option<usize>)] = &[("all", None), ("children", None), ("both", Some(2))];

/// `father of Ella and Noah, lives apart`: the children who are named. What stands behind a "not" names nobody; without
/// the name of a child, `all` names them all, and `both` where they are two.
fn named_in(text: &str, children: &[&RecordView]) -> Vec<String> {
    let parts = text.split([',', ';', '.', '(', ')']);
    let said: Vec<String> = parts.map(|part| before_not(part).join(" ")).collect();
    let said: Vec<Words> = said.iter().map(|part| Words::of(part)).collect();
    let stands = |words: &Words| said.iter().any(|part| words.is_in(part));
    let is_named = |one: &&&RecordView| names_of(**one, children).iter().any(stands);
    let named: Vec<String> = children
        .iter()
        .filter(is_named)
        .map(|one| one.id.clone())
        .collect();
    let fits = |of: &Option<usize>| of.is_none_or(|of| of == children.len());
    let mut all = ALL.iter().filter(|(_, of)| fits(of));
    if !named.is_empty() || !all.any(|(word, _)| stands(&Words::of(word))) {
        return named;
    }
    children.iter().map(|one| one.id.clone()).collect()
}

fn before_not(part: &str) -> Vec<&str> {
    let words = part.split_whitespace();
    let is_not = |word: &&str| {
        let word = word.to_lowercase().replace('\u{2019}', "'");
        word == "not" || word == "but" || word.ends_with("n't")
    };
    words.take_while(|word| !is_not(word)).collect()
}

/// `the baby`
const NO_NAMES: &[&str] = &["the", "an", "our", "my"];

/// What a child may be called, each word of the name that is no other child's as well.
fn names_of<C: ReadRecord>(one: &C, children: &[&C]) -> Vec<Words> {
    let words = |seen: &C| {
        let names = [&child::NAME, &child::PREFERRED_NAME, &child::CODE];
        let names = names.map(|field| seen.text(field).to_owned());
        let words = names.iter().flat_map(|name| name.split_whitespace());
        let words = words.filter(|word| !NO_NAMES.contains(&word.to_lowercase().as_str()));
        words.map(Words::of).collect::<Vec<_>>()
    };
    let others = children.iter().filter(|other| other.id() != one.id());
    let others: Vec<Words> = others.flat_map(|other| words(other)).collect();
    let mut own = words(one);
    own.retain(|word| word.letters() > 1 && !others.contains(word));
    own
}

fn is_said_by(seen: &RecordView, reader: &str) -> bool {
    let mut voices = seen.kind().into_iter().flat_map(|kind| kind.voices());
    voices.any(|field| seen.text(field) == reader || seen.list(field).contains(&reader))
}

impl CopyFor<'_> {
    /// What is about another child alone goes; where others are named with the reader's own, these stay. Own words stay,
    /// whomever they are about.
    pub(super) fn takes_out_what_is_of_other_children(
        &mut self,
        reader: &str,
        whose: &Whose,
        everybody: &[Record],
    ) {
        let mut others = Vec::new();
        let known = self.withheld.len();
        for seen in &mut self.reading.records {
            if seen.is_a(&child::KIND) && seen.holds() && !whose.has(&seen.id) {
                let names: &[&Field] = &[&child::NAME, &child::PREFERRED_NAME, &child::CODE];
                let mut values = std::mem::take(&mut seen.values);
                // What they are called is heard at the table: other people's words may have it.
                values.retain(|name, _| names.iter().all(|field| field.name != name));
                let unread = std::mem::take(&mut seen.to_confirm);
                let found = passages(&seen.id, Some(&child::KIND), &values, &unread);
                self.withheld.extend(found);
                seen.status = RecordStatus::Hidden;
                others.push(seen.id.clone());
            }
        }
        if others.is_empty() {
            return;
        }
        for id in &others {
            self.leaves_out(id, Some(&child::KIND), Rule::OfAnotherChild, None);
        }
        let is_own = |seen: &RecordView| is_said_by(seen, reader);
        self.takes_out_what_names(Rule::OfAnotherChild, others.clone(), everybody, is_own);
        self.allows_what_is_said_of_their_own_too(known, whose);
        self.takes_out_what_leads_to_them();
        self.names_others = self.what_names_one_of(&others, reader, everybody);
    }

    /// What stays and has the name of one of these children in it, although nobody marked it as about them: whether it is
    /// for this reader only a person can tell.
    fn what_names_one_of(
        &self,
        others: &[String],
        reader: &str,
        everybody: &[Record],
    ) -> Vec<String> {
        let is_other = |seen: &&&Record| others.contains(&seen.id);
        let children = everybody.iter().filter(|seen| seen.is_a(&child::KIND));
        let children: Vec<&Record> = children.collect();
        let theirs = children.iter().filter(is_other);
        let names: Vec<Words> = theirs.flat_map(|one| names_of(*one, &children)).collect();
        let stays = self.reading.records.iter().filter(|seen| {
            // Who somebody is to a child is no news to the table.
            let is_somebody = seen.kind().is_some_and(Kind::is_somebody);
            seen.holds() && !is_somebody && !is_said_by(seen, reader)
        });
        let has_a_name = |seen: &&RecordView| {
            let texts = seen.values.values().filter_map(Value::as_str);
            let mut texts = texts.map(Words::of);
            texts.any(|text| names.iter().any(|name| name.is_in(&text)))
        };
        stays
            .filter(has_a_name)
            .map(|seen| seen.id.clone())
            .collect()
    }

    /// One reason for two children is still told of the reader's own. `known`: so many passages were withheld before.
    fn allows_what_is_said_of_their_own_too(&mut self, known: usize, whose: &Whose) {
        let own = whose.named().unwrap_or_default();
        let mut said: Vec<(&str, bool, Words)> = Vec::new();
        for seen in self.reading.records.iter().filter(|seen| seen.holds()) {
            let is_about_own = own.iter().any(|child| seen.is_about(child));
            // What anybody said of no child in particular may be about this one all the same.
            if is_about_own || !seen.is_a(&contribution::KIND) {
                let texts = seen.values.values().filter_map(Value::as_str);
                said.extend(texts.map(|text| (seen.kind.as_str(), is_about_own, Words::of(text))));
            }
        }
        let is_said = |passage: &Passage| {
            let mut said = said.iter();
            said.any(|(kind, is_about_own, words)| {
                (*is_about_own || passage.kind == *kind) && passage.words.is_in(words)
            })
        };
        let of_others = self.withheld.split_off(known);
        let stays = of_others.into_iter().filter(|passage| !is_said(passage));
        let stays: Vec<Passage> = stays.collect();
        self.withheld.extend(stays);
    }

    /// An answer that means a record which is about another child means nothing in this copy.
    fn takes_out_what_leads_to_them(&mut self) {
        let out = self.left_out.iter();
        let out = out.filter(|out| out.rule == Rule::OfAnotherChild);
        let out = out.map(|out| out.id.clone());
        let gone: Vec<String> = out.filter(|id| !super::is_in(&self.reading, id)).collect();
        self.takes_out(Rule::OfAnotherChild, |seen| {
            let fields = seen.kind().map_or(&[][..], |kind| kind.fields);
            let fields = fields.iter().filter(|field| {
                matches!(field.answer, Answer::RecordOf(_))
                    && gone.iter().any(|id| id == seen.text(field))
            });
            let names: Vec<String> = fields.map(|field| field.name.to_owned()).collect();
            match names.is_empty() {
                true => Goes::Nothing,
                false => Goes::These(names),
            }
        });
    }
}
