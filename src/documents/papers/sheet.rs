//! What papers have in common: the top of the first page, names, days, and the council's phrases.

use super::Addressee;
pub(super) use super::standing::SettledBy;
use super::standing::{Standing, not_reviewed, signed_off};
use super::words::{day_in_full, sentence, several, time_of_day};
use crate::documents::document::{Appointment, Document};
use crate::documents::{heading, whom_to_ask};
use crate::domain::agenda::words::title_of;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{
    child, core_group, date, decision, details, feedback, person, what_if,
};
use crate::domain::record::{Kind, ReadAnswers};
use crate::domain::settings::meeting_kinds::KINDS_OF_MEETING;
use crate::domain::settings::phrases::{self, Phrase, Spoken};
use crate::domain::text::capital;
use chrono::NaiveTime;
use sha2::{Digest, Sha256};

/// A record's own number would tell where one was left out.
fn uid(of: &str) -> String {
    let hash = Sha256::digest(of.as_bytes());
    let letters = hash.iter().take(16).map(|byte| format!("{byte:02x}"));
    format!("{}@talking-piece.invalid", letters.collect::<String>())
}

pub(super) struct Sheet<'r> {
    pub(super) reading: &'r ReaderView<'r>,
    pub(super) addressee: &'r Addressee,
    pub(super) document: Document,
    settled_by: SettledBy,
    words: Spoken<'r>,
}

/// What can be decided for a child.
const DECISIONS: [&Phrase; 8] = [
    &phrases::STARTS_PLAN,
    &phrases::KEEPS_PLAN,
    &phrases::ENDS_PLAN,
    &phrases::PUT_OFF,
    &phrases::IN_NEED_PLAN,
    &phrases::EARLY_HELP,
    &phrases::NO_PLAN,
    &phrases::OTHER_DECISION,
];

/// A child's own page says in its greeting whose it is, and no more.
fn for_whom(reading: &ReaderView<'_>, addressee: &Addressee) -> Option<String> {
    let person = addressee.person.as_deref()?;
    (!reading.keeps_back(person)).then(|| reading.name(person))
}

impl<'r> Sheet<'r> {
    /// The first page begins alike everywhere: title, what is not settled, whom and which meeting it is about, and that
    /// something may be left out.
    pub(super) fn begin(
        reading: &'r ReaderView<'r>,
        addressee: &'r Addressee,
        title: &Phrase,
        settled_by: SettledBy,
    ) -> Sheet<'r> {
        let header = reading.minutes.header();
        let phrases = reading.minutes.settings().phrases();
        let words = phrases.in_language(&header.language);
        let standing = Standing::of(reading, settled_by);
        let title = words.say(title);
        let title = match standing.is_draft {
            true => format!("{}: {title}", words.say(&phrases::DRAFT_TITLE)),
            false => title.to_owned(),
        };
        let mut document = Document::new(title, header.language.clone());
        document.is_of(&PastMeeting::of(reading));
        let whose = for_whom(reading, addressee);
        document
            .on_each_page
            .extend(standing.on_each_page(reading, whose));
        heading::made_up(reading, &mut document);
        document.blocks.extend(standing.block(words));
        not_reviewed(&mut document);
        Sheet {
            reading,
            addressee,
            document,
            settled_by,
            words,
        }
    }

    /// For whom, about whom, and which meeting.
    pub(super) fn put_what_it_is(&mut self) {
        let header = self.reading.minutes.header();
        let kind = title_of(KINDS_OF_MEETING, &header.kind).unwrap_or(&header.kind);
        let whom = self.addressee.person.as_deref();
        let children = self.children();
        let children: Vec<String> = children.iter().map(|child| self.full_name(child)).collect();
        let version = match self.settled_by {
            SettledBy::SignOff => self.version(),
            SettledBy::Closing | SettledBy::Nothing => String::new(),
        };
        // What is to come may be another meeting than this.
        let is_another = self.settled_by == SettledBy::Nothing && header.began_at.is_some();
        let held = self.reading.day_held().filter(|_| !is_another);
        let kind = match is_another {
            true => String::new(),
            false => capital(kind),
        };
        let facts = [
            (
                &phrases::FOR_WHOM,
                whom.map_or_else(String::new, |id| self.name(id)),
            ),
            (&phrases::ABOUT_CHILDREN, self.together(&children)),
            (&phrases::MEETING, kind),
            (
                &phrases::HELD_ON,
                held.map_or_else(String::new, |day| day_in_full(day, self.reading)),
            ),
            (&phrases::VERSION, version),
        ];
        let facts = facts.map(|(label, words)| (self.say(label).to_owned(), words));
        self.document.facts(facts.into());
        self.put_left_out();
    }

    pub(super) fn put_left_out(&mut self) {
        self.paragraph(&phrases::LEFT_OUT);
        self.paragraph(&phrases::OTHER_FORMATS);
    }

    /// The end of every paper.
    pub(super) fn put_whom_to_ask(&mut self) {
        self.heading(1, &phrases::WHOM_TO_ASK);
        let addressee = self.addressee;
        let is_own = |child: &str| addressee.has(child);
        whom_to_ask::put_lines(self.reading, &is_own, &mut self.document);
    }

    pub(super) fn say(&self, phrase: &Phrase) -> &'r str {
        self.words.say(phrase)
    }

    pub(super) fn fill(&self, phrase: &Phrase, filled: &[(&str, &str)]) -> String {
        self.words.fill(phrase, filled)
    }

    pub(super) fn heading(&mut self, level: u8, phrase: &Phrase) {
        let words = self.say(phrase);
        self.document.heading(level, words);
    }

    pub(super) fn paragraph(&mut self, phrase: &Phrase) {
        let words = self.say(phrase);
        self.document.paragraph(words);
    }

    /// A list under its heading; where there is nothing, it says so, because a heading that is missing is not noticed.
    pub(super) fn list_under(&mut self, heading: &Phrase, items: Vec<String>) {
        self.heading(1, heading);
        match items.is_empty() {
            true => self.paragraph(&phrases::NOTHING_YET),
            false => self.document.list(items),
        }
    }

    pub(super) fn children(&self) -> Vec<&'r RecordView> {
        self.addressee.children(self.reading)
    }

    pub(super) fn together(&self, names: &[String]) -> String {
        several(names, self.say(&phrases::AND))
    }

    /// As the child is called: `Ella`, `the baby`.
    pub(super) fn called(&self, child: &RecordView) -> String {
        match child.text(&child::PREFERRED_NAME) {
            "" => {
                let name = self.reading.answer(child, &child::NAME);
                name.split_whitespace().next().unwrap_or("").to_owned()
            }
            called => called.to_owned(),
        }
    }

    pub(super) fn full_name(&self, child: &RecordView) -> String {
        self.reading.answer(child, &child::NAME)
    }

    /// The name, unless it is kept back here; then nobody can tell whose it is.
    pub(super) fn name(&self, id: &str) -> String {
        match self.reading.record(id) {
            _ if self.reading.keeps_back(id) => self.say(&phrases::SOMEBODY).to_owned(),
            None if !matches!(id, "all" | "minute_taker") => {
                self.say(&phrases::SOMEBODY).to_owned()
            }
            _ => self.reading.name(id),
        }
    }

    /// Who does something, each with the agency that answers for it (row 8).
    pub(super) fn owners(&self, seen: &RecordView, who: &Field, others: &Field) -> String {
        let first = seen.text(who);
        // What was typed for the first may not be certain; the others are named all the same.
        let unread = Some(self.reading.words(seen, who))
            .filter(|words| first.is_empty() && !words.is_empty());
        let first = Some(first).filter(|first| !first.is_empty());
        let owners = first.into_iter().chain(seen.list(others));
        let named = owners.map(|id| {
            let agency = self
                .reading
                .record(id)
                .map_or("", |owner| owner.text(&person::AGENCY));
            match agency {
                "" => self.name(id),
                agency => format!("{} ({agency})", self.name(id)),
            }
        });
        self.together(&unread.into_iter().chain(named).collect::<Vec<_>>())
    }

    /// A day in full, or what was typed for it.
    pub(super) fn day(&self, seen: &RecordView, field: &Field) -> String {
        match seen.day(field) {
            Some(day) => day_in_full(day, self.reading),
            None => self.reading.words(seen, field),
        }
    }

    /// The version that was signed off last; nothing while the paper is no more than a draft.
    fn version(&self) -> String {
        signed_off(self.reading).map_or_else(String::new, |number| number.to_string())
    }

    /// The records of a kind that the paper is about.
    pub(super) fn own(&self, kind: &'static Kind, children: &Field) -> Vec<&'r RecordView> {
        let all = self.reading.holding(kind);
        all.filter(|seen| self.addressee.is_about(seen, children))
            .collect()
    }

    /// The children of a record by the names they are called, where it is not for all the children of the paper.
    pub(super) fn for_children(&self, seen: &RecordView, children: &Field) -> Option<String> {
        let named = seen.list(children);
        let all = self.children();
        let meant: Vec<String> = all
            .iter()
            .filter(|child| named.contains(&child.id.as_str()))
            .map(|child| self.called(child))
            .collect();
        (!meant.is_empty() && meant.len() < all.len()).then(|| self.together(&meant))
    }

    /// Whether too few agencies were there when something was decided.
    pub(super) fn is_inquorate(&self) -> bool {
        let held = self.reading.minutes.quorum();
        let mut decided = held.iter().filter(|held| held.when == "decision");
        decided.any(|held| !held.reached)
    }

    /// What was decided for a child, in a sentence.
    pub(super) fn decision(&self, child: &RecordView) -> String {
        let called = self.called(child);
        let mut all = self.reading.holding(&decision::KIND);
        let Some(found) = all.find(|seen| seen.text(&decision::CHILD) == child.id) else {
            return capital(&self.fill(&phrases::NOT_DECIDED, &[("child", &called)]));
        };
        let decided = self.reading.words(found, &decision::DECISION);
        let filled = [("child", called.as_str()), ("decision", decided.as_str())];
        capital(&self.fill(self.decision_phrase(found, &DECISIONS), &filled))
    }

    /// The one of these phrases, in the order of [`DECISIONS`], that says what was decided.
    pub(super) fn decision_phrase(
        &self,
        decision: &RecordView,
        phrases: &[&'static Phrase; 8],
    ) -> &'static Phrase {
        let [
            starts,
            keeps,
            ends,
            put_off,
            in_need,
            early_help,
            no_plan,
            other,
        ] = *phrases;
        let code = decision.text(&decision::DECISION);
        let words = self.reading.minutes.settings().vocabularies();
        let is = |flag: &str| words.is("decisions", code, flag);
        match code {
            _ if is("starts_plan") => starts,
            _ if is("keeps_plan") => keeps,
            _ if is("ends_plan") => ends,
            _ if is("put_off") => put_off,
            "cin_plan" => in_need,
            "early_help" => early_help,
            "no_plan" => no_plan,
            _ => other,
        }
    }

    /// `First core group: Thursday 17 September 2026, 2pm`, with the place where the paper may name it.
    pub(super) fn dates(&self, with_place: bool) -> Vec<String> {
        let mut all: Vec<&RecordView> = self.reading.holding(&date::KIND).collect();
        // A day that is not known yet comes last.
        all.sort_by_key(|seen| (seen.day(&date::ON).is_none(), seen.day(&date::ON)));
        all.iter().map(|seen| self.date(seen, with_place)).collect()
    }

    pub(super) fn date(&self, seen: &RecordView, with_place: bool) -> String {
        let mut parts = vec![self.day(seen, &date::ON)];
        parts.push(match seen.text(&date::TIME) {
            "" => self.reading.words(seen, &date::TIME),
            time => time_of_day(time),
        });
        if with_place {
            parts.push(self.reading.words(seen, &date::PLACE));
        }
        parts.retain(|part| !part.is_empty());
        let what = capital(&self.reading.words(seen, &date::WHAT));
        format!("{what}: {}", parts.join(", "))
    }

    /// The same days for a calendar, with the reference alone.
    pub(super) fn appointments(&self) -> Vec<Appointment> {
        let details = self.reading.details.as_ref();
        let details = details.filter(|details| details.holds());
        let reference = details.map_or("", |details| details.text(&details::REFERENCE));
        let summary = self.fill(&phrases::IN_THE_CALENDAR, &[("reference", reference)]);
        let one = |seen: &RecordView| {
            Some(Appointment {
                uid: uid(&format!("{}-{}", self.reading.id(), seen.id)),
                changed: u32::try_from(seen.changed).unwrap_or(u32::MAX),
                noted: seen.at,
                day: seen.day(&date::ON)?,
                time: NaiveTime::parse_from_str(seen.text(&date::TIME), "%H:%M").ok(),
                summary: summary.trim().to_owned(),
            })
        };
        self.reading.holding(&date::KIND).filter_map(one).collect()
    }

    /// Whom to complain to and until when, as far as both are known.
    pub(super) fn how_to_complain(&self) -> String {
        let due = self.reading.minutes.deadlines().iter();
        let due = due.filter(|one| one.rule == "complaint").map(|one| one.due);
        let due = due.map(|day| day_in_full(day, self.reading)).next();
        let mut explained = self.reading.holding(&feedback::KIND);
        let contact = explained.find_map(|seen| {
            let contact = self.reading.words(seen, &feedback::CONTACT);
            Some(contact).filter(|contact| !contact.is_empty())
        });
        match (&contact, &due) {
            (Some(contact), Some(day)) => {
                let filled = [("contact", contact.as_str()), ("day", day.as_str())];
                self.fill(&phrases::COMPLAIN_TO, &filled)
            }
            _ => self.say(&phrases::COMPLAIN).to_owned(),
        }
    }

    /// The members of the core group, each with what they do in it.
    pub(super) fn members(&self) -> Vec<String> {
        let members = self.own(&core_group::KIND, &core_group::CHILDREN);
        let words = |seen: &&RecordView| {
            let name = match seen.text(&core_group::PERSON) {
                "" => self.reading.words(seen, &core_group::PERSON),
                id => self.name(id),
            };
            match self.reading.words(seen, &core_group::ROLE) {
                role if role.is_empty() => name,
                role => format!("{name} ({role})"),
            }
        };
        members.iter().map(words).collect()
    }

    /// What happens if something goes wrong, each in a sentence.
    pub(super) fn what_ifs(&self) -> Vec<String> {
        let all = self.own(&what_if::KIND, &what_if::CHILDREN);
        all.iter().map(|seen| self.what_if(seen)).collect()
    }

    pub(super) fn what_if(&self, seen: &RecordView) -> String {
        let answer = |field| self.reading.words(seen, field);
        let then = answer(&what_if::THEN);
        let filled = [("if", answer(&what_if::IF)), ("then", then)];
        let filled = filled
            .each_ref()
            .map(|(name, words)| (*name, words.as_str()));
        let mut parts = vec![sentence(&self.fill(&phrases::IF_THEN, &filled))];
        for (label, words) in [
            (
                &phrases::WHO,
                self.owners(seen, &what_if::WHO, &what_if::WHO_ELSE),
            ),
            (&phrases::HOW_SOON, answer(&what_if::BY)),
        ] {
            if !words.is_empty() {
                parts.push(sentence(&format!("{}: {words}", self.say(label))));
            }
        }
        parts.join(" ")
    }
}
