//! What has to be decided before somebody's copy can be made.

use super::Whose;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::minutes::{RestrictedPart, SaidWithoutRow};
use crate::domain::record::kinds::{child, decision, exclusion, person, withheld_words};
use crate::domain::record::{Audience, NotFor, Record, Side, is_restricted_by_rule, side};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// These were said while they were excluded, and the Chair has not decided.
    SaidWithoutThem(Vec<String>),
    /// These are not for them, or were opened to them after all, and nobody has said who decided that, or why.
    NobodySays(Vec<String>),
    /// What is never withheld without an express decision: a child's decision, or their own words.
    NeedsDecision(Vec<String>),
    /// Whether somebody with another entry is the same person, or whose their letters are, has not been answered.
    WhoTheyAre,
    /// Which children their papers are about was typed, and is not certain.
    AboutWhom,
    /// These children (ids) are asked for, and are not theirs.
    NotTheirs(Vec<String>),
    /// There is something restricted, and this account cannot read it.
    CannotTell,
}

/// What has to be asked, gathered while the door lets records in.
pub(super) struct Questions<'r> {
    reader: &'r str,
    /// Whose side is not known counts as the family's: more is asked then, and less told.
    pub is_of_the_family: bool,
    said_without: Vec<String>,
    nobody_says: Vec<String>,
    needs_decision: Vec<String>,
    is_about_unclear: bool,
    not_theirs: Vec<String>,
}

impl<'r> Questions<'r> {
    pub fn of(reading: &ReaderView<'_>, part: &RestrictedPart, reader: &'r str) -> Questions<'r> {
        Questions {
            reader,
            is_of_the_family: is_of_the_family(reading, reader) || is_restricted(part, reader),
            said_without: Vec::new(),
            nobody_says: Vec::new(),
            needs_decision: Vec::new(),
            is_about_unclear: false,
            not_theirs: Vec::new(),
        }
    }

    /// About which children the copy is.
    pub fn about_children(&mut self, is_unclear: bool, not_theirs: Vec<String>) {
        self.is_about_unclear = is_unclear;
        self.not_theirs = not_theirs;
    }

    /// About a record that this reader does not get.
    pub fn about(&mut self, record: &Record, audience: &Audience, whose: &Whose) {
        // What was decided for somebody else's child is not withheld from them.
        let child = record.text(&decision::CHILD);
        let is_a_decision = record.is_a(&decision::KIND) && (child.is_empty() || whose.has(child));
        match audience {
            Audience::Undecided(people) if people.contains(self.reader) => {
                self.said_without.push(record.id.clone());
            }
            Audience::FullRecord if is_a_decision || self.are_own_words(record) => {
                self.needs_decision.push(record.id.clone());
            }
            Audience::Not(people) => {
                let says = record.own_not_for();
                // Kept from this reader by a ruling alone: who decided that is asked with the rulings.
                let marked = says.filter(|says| says.people.contains(self.reader));
                let is_said = marked.is_none_or(|says| {
                    self.is_decided(&says.by, &says.why) && !people.contains(&says.by)
                });
                if !is_said {
                    self.nobody_says.push(record.id.clone());
                }
            }
            _ => {}
        }
    }

    /// About words to be looked for in this reader's copy.
    pub fn about_words(&mut self, record: &Record) {
        let by = record.text(&withheld_words::BY);
        if !self.is_decided(by, record.text(&withheld_words::WHY)) {
            self.nobody_says.push(record.id.clone());
        }
    }

    /// About what was said without this reader, wherever it stands: whoever opened it, or kept it from them alone, says so.
    pub fn about_rulings(&mut self, reading: &ReaderView<'_>, part: &RestrictedPart) {
        let is_about_them = |row: &&SaidWithoutRow| row.people.iter().any(|id| id == self.reader);
        let is_struck = |row: &&SaidWithoutRow| {
            let mut struck = part.struck_out.iter();
            struck.any(|record| record.id == row.id)
        };
        let rows = part.said_without.iter().filter(is_about_them);
        for row in rows.filter(|row| !is_struck(row)) {
            let is_open = part.records.iter().all(|record| record.id != row.id);
            let Some(ruling) = row.ruling.as_ref() else {
                if is_open {
                    self.said_without.push(row.id.clone());
                }
                continue;
            };
            if is_open && !ruling.open && self.has_a_new_name(&row.id, reading, part) {
                self.said_without.push(row.id.clone());
            }
            let opens = ruling.open || ruling.not_for_them;
            let is_decided =
                self.is_decided(&ruling.by, &ruling.why) && !row.people.contains(&ruling.by);
            if opens && !is_decided && !self.nobody_says.contains(&row.id) {
                self.nobody_says.push(row.id.clone());
            }
        }
    }

    /// A name given since this reader was first excluded stands in the minutes, and nobody has opened it to them.
    fn has_a_new_name(&self, id: &str, reading: &ReaderView<'_>, part: &RestrictedPart) -> bool {
        let exclusions = part.records.iter().filter(|record| {
            record.is_a(&exclusion::KIND) && record.text(&exclusion::WHO) == self.reader
        });
        let since = exclusions.map(|record| record.at).min();
        let now = reading
            .record(id)
            .map_or("", |seen| seen.text(&person::NAME));
        let former = part.former();
        let mut before = former.filter(|former| former.id == id && former.until >= since);
        before.any(|former| former.text(&person::NAME) != now)
    }

    /// Somebody else than the reader has decided it, and said why in words.
    fn is_decided(&self, by: &str, why: &str) -> bool {
        NotFor::is_decided(by, why) && by != self.reader
    }

    /// What the family say themselves; what they complain about is in no copy at all.
    fn are_own_words(&self, record: &Record) -> bool {
        let Some(kind) = record.kind() else {
            return false;
        };
        self.is_of_the_family
            && !is_restricted_by_rule(kind, record)
            && kind.voices().any(|field| {
                record.text(field) == self.reader || record.list(field).contains(&self.reader)
            })
    }

    pub fn all(self, who: Option<&RecordView>) -> Vec<Question> {
        let each = [
            (
                self.said_without,
                Question::SaidWithoutThem as fn(Vec<String>) -> Question,
            ),
            (self.nobody_says, Question::NobodySays),
            (self.needs_decision, Question::NeedsDecision),
            (self.not_theirs, Question::NotTheirs),
        ];
        let asked = each.into_iter().filter(|(ids, _)| !ids.is_empty());
        let mut asked: Vec<Question> = asked.map(|(ids, question)| question(ids)).collect();
        let names = [&person::NAME, &person::INITIALS, &child::CODE];
        if who.is_some_and(|who| names.iter().any(|field| who.unread(field).is_some())) {
            asked.push(Question::WhoTheyAre);
        }
        if self.is_about_unclear {
            asked.push(Question::AboutWhom);
        }
        asked
    }
}

fn is_of_the_family(reading: &ReaderView<'_>, reader: &str) -> bool {
    let seen = reading.record(reader);
    seen.is_some_and(|seen| {
        let is_known = side(seen) == Side::Chair
            || !seen.text(&person::AGENCY).trim().is_empty()
            || seen.text(&person::SIDE) == "professional";
        !seen.is_a(&person::KIND) || side(seen) == Side::Family || !is_known
    })
}

/// Whose own record is not in the open minutes counts as one of the family.
fn is_restricted(part: &RestrictedPart, reader: &str) -> bool {
    part.records.iter().any(|record| record.id == reader)
}
