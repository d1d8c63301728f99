//! The minutes as one person gets them. This is the one door: whatever a copy holds comes through [`copy_for`], which lets
//! each record in by its audience and makes no copy at all while something about it is undecided.

#[cfg(test)]
mod audience_tests;
mod passages;
mod questions;
mod taken_out;
mod whose_children;

pub use passages::{Becomes, LookFor, Passage};
pub use questions::Question;
pub use whose_children::{Whose, whose_children};

use super::reader_view::{ReaderView, RecordStatus, RecordView};
use super::{OpenMinutes, RestrictedPart};
use crate::domain::record::kinds::withheld_words;
use crate::domain::record::{Audience, Kind, Record, words_said};
use crate::domain::text::words::Words;
use crate::domain::visibility::Restricted;
use passages::{is_of_last_time, look_for, passages};
use questions::Questions;

/// The minutes for one person. It can be made by [`copy_for`] alone.
pub struct CopyFor<'a> {
    pub reading: ReaderView<'a>,
    pub left_out: Vec<LeftOut>,
    /// What must not stand in the finished copy, each once.
    pub(in crate::domain) withheld: Vec<Passage>,
    /// Every text that was taken out of what is open, however short: a correction may quote it.
    taken_out: Vec<Words>,
    pub look_for: Vec<LookFor>,
    /// Which children it is about.
    pub whose: Whose,
    /// Records (ids) that stay and name a child who is not the reader's, without being marked as about that child.
    pub names_others: Vec<String>,
    _by_this_door: (),
}

/// A record, or some of its answers, that is not in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub id: String,
    /// Its kind, in words.
    pub what: &'static str,
    pub rule: Rule,
    /// Who decided it (id) and why, where somebody did.
    pub by: String,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `#not`
    NotForThem,
    Restricted,
    /// Said while somebody was excluded, and the Chair has not decided: it is in nobody's copy.
    Undecided,
    /// A child did not agree that its words are shared, or was not asked.
    NotAgreed,
    /// Somebody is kept back, and it is about them or said by them.
    OfSomebodyKeptBack,
    /// It is about a child of somebody else.
    OfAnotherChild,
    /// It quotes what is not in this copy.
    QuotesWithheld,
    /// An answer that is never in the open: an address, a telephone number.
    KeptBack,
}

impl Rule {
    /// Left out of this reader's copy, and in that of others: somebody who was there may tell what it was.
    pub fn is_for_one_reader(self) -> bool {
        match self {
            Rule::NotForThem
            | Rule::OfSomebodyKeptBack
            | Rule::OfAnotherChild
            | Rule::QuotesWithheld => true,
            Rule::Restricted | Rule::Undecided | Rule::NotAgreed | Rule::KeptBack => false,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Rule::NotForThem => "not for them",
            Rule::Restricted => "restricted",
            Rule::Undecided => "said while somebody was excluded, undecided",
            Rule::NotAgreed => "the child has not agreed to share it",
            Rule::OfSomebodyKeptBack => "about somebody who is kept back, or said by them",
            Rule::OfAnotherChild => "about a child who is not theirs",
            Rule::QuotesWithheld => "quotes what is not in this copy",
            Rule::KeptBack => "an answer that is always kept back",
        }
    }
}

/// The copy for a person or child of the meeting. `part`: everything that is not in the open minutes; it is asked for only
/// when there is something. `only`: the children (ids) it is to be about, where not all of those it may be about.
pub fn copy_for<'a>(
    minutes: &'a OpenMinutes,
    part: Option<&Restricted<RestrictedPart>>,
    reader: &str,
    only: Option<&[String]>,
) -> Result<CopyFor<'a>, Vec<Question>> {
    let withheld = minutes.withheld();
    let has_more = withheld.records + withheld.fields > 0;
    let nothing = Restricted::new(RestrictedPart::default());
    let part = match part {
        None if has_more => return Err(vec![Question::CannotTell]),
        part => part.unwrap_or(&nothing),
    };
    let full = ReaderView::full(minutes, part);
    let mut whose = whose_children(&full, reader);
    let is_unclear = whose_children::is_unclear(&full, reader, &whose);
    let part = part.for_the_full_record();
    let mut questions = Questions::of(&ReaderView::open(minutes), part, reader);
    if let Some(only) = only {
        let not_theirs = only.iter().filter(|child| !whose.has(child));
        questions.about_children(is_unclear, not_theirs.cloned().collect());
        whose = Whose::These(only.to_vec());
    } else {
        questions.about_children(is_unclear, Vec::new());
    }
    let mut copy = CopyFor {
        reading: ReaderView::open(minutes),
        left_out: Vec::new(),
        withheld: Vec::new(),
        taken_out: Vec::new(),
        look_for: Vec::new(),
        whose: Whose::All,
        names_others: Vec::new(),
        _by_this_door: (),
    };
    let mut admitted: Vec<&Record> = Vec::new();
    let mut withheld: Vec<Words> = Vec::new();
    for record in &part.records {
        let audience = part.audience_of(record);
        if audience.admits(reader) {
            admitted.push(record);
            continue;
        }
        if record.is_a(&withheld_words::KIND)
            && let Some(look_for) = look_for(record, reader)
        {
            copy.look_for.push(look_for);
            questions.about_words(record);
        }
        questions.about(record, &audience, &whose);
        // What was never meant for any copy is not left out of one.
        if !record.kind().is_some_and(|kind| kind.is_never_in_a_copy) {
            copy.leaves_out(&record.id, record.kind(), rule(&audience), Some(record));
            withheld.extend(said_in(record));
        }
        let found = passages(
            &record.id,
            record.kind(),
            &record.values,
            &record.to_confirm,
        );
        copy.withheld.extend(found);
    }
    // A copy tells that something was struck out, and not what.
    withheld.extend(part.struck_out.iter().flat_map(said_in));
    withheld.extend(part.said_before(|id| full.record(id)?.kind()));
    questions.about_rulings(&copy.reading, part);
    for kept in &part.kept_back {
        let kind = crate::domain::record::kind(&kept.kind);
        copy.leaves_out(&kept.id, kind, Rule::KeptBack, None);
        let found = passages(&kept.id, kind, &kept.values, &kept.to_confirm);
        copy.withheld.extend(found);
        withheld.extend(words_said(kind, &kept.values, &kept.to_confirm));
    }
    copy.reading
        .becomes_the_copy_of(reader, &admitted, &part.stays);
    for seen in &mut copy.reading.records {
        let kind = seen.kind();
        seen.values.retain(|name, _| !is_of_last_time(kind, name));
    }
    copy.reading.is_without_weekdays = copy.look_for.iter().any(LookFor::names_a_weekday);
    let everybody = everybody(&copy.reading, part);
    copy.takes_out_what_tells_of_somebody_kept_back(&everybody);
    copy.takes_out_what_is_of_other_children(reader, &whose, &everybody);
    copy.whose = whose;
    if questions.is_of_the_family {
        copy.takes_out_what_no_child_agreed_to(reader, &everybody);
    }
    // After all that may be quoted has gone.
    copy.takes_out_what_quotes(withheld);
    let printed = printed_in_every_copy(minutes);
    let is_printed = |passage: &Passage| printed.iter().any(|words| passage.words.is_in(words));
    copy.withheld.retain(|passage| !is_printed(passage));
    let asked = questions.all(copy.reading.record(reader));
    match asked.is_empty() {
        true => Ok(copy),
        false => Err(asked),
    }
}

fn said_in(record: &Record) -> impl Iterator<Item = Words> {
    record.in_words().map(|(_, text)| Words::of(text))
}

/// Everybody of the meeting, those who are kept back with them.
fn everybody(reading: &ReaderView<'_>, part: &RestrictedPart) -> Vec<Record> {
    let is_somebody = |kind: Option<&Kind>| kind.is_some_and(Kind::is_somebody);
    let open = reading.records.iter().filter(|seen| seen.holds());
    let open = open.filter(|seen| is_somebody(seen.kind()));
    let whole = part.records.iter();
    let whole = whole.filter(|record| is_somebody(record.kind()));
    open.map(RecordView::as_record)
        .chain(whole.cloned())
        .collect()
}

/// The program's own words for a date or a decision, the council's for its papers, and what the agenda asks for a score:
/// withheld with a record, and told by others.
fn printed_in_every_copy(minutes: &OpenMinutes) -> Vec<Words> {
    let labels = minutes.deadlines().iter().map(|deadline| &deadline.label);
    let scales = minutes.agenda().sections.iter();
    let scales = scales.flat_map(|section| &section.scales);
    let asked = scales.flat_map(|scale| [&scale.question, &scale.low, &scale.high]);
    let decisions = minutes.settings().vocabularies().list("decisions");
    let decisions = decisions.into_iter().flat_map(|list| &list.entries);
    let decisions = decisions.map(|entry| &entry.words);
    let phrases = minutes.settings().phrases();
    let phrases = phrases.in_language(&minutes.header().language).all();
    let all = labels.chain(asked).chain(decisions).map(String::as_str);
    let all = all.chain(phrases.map(|(_, phrase)| phrase));
    all.map(Words::of).collect()
}

fn rule(audience: &Audience) -> Rule {
    match audience {
        Audience::Not(_) => Rule::NotForThem,
        Audience::Undecided(_) => Rule::Undecided,
        Audience::Everyone | Audience::FullRecord => Rule::Restricted,
    }
}

impl CopyFor<'_> {
    pub fn withheld(&self) -> &[Passage] {
        &self.withheld
    }

    /// `of`: the record, where somebody may have decided about it.
    fn leaves_out(
        &mut self,
        id: &str,
        kind: Option<&'static Kind>,
        rule: Rule,
        of: Option<&Record>,
    ) {
        let says = of.and_then(Record::own_not_for);
        let says = says.filter(|_| rule == Rule::NotForThem);
        let ruling = of.and_then(|record| record.without.ruling.as_ref());
        let said = |of: Option<&String>, ruled: Option<&String>| {
            let said = of.filter(|words| !words.is_empty()).or(ruled);
            said.cloned().unwrap_or_default()
        };
        self.left_out.push(LeftOut {
            id: id.to_owned(),
            what: kind.map_or("Record", |kind| kind.title),
            rule,
            by: said(says.map(|says| &says.by), ruling.map(|ruling| &ruling.by)),
            why: said(says.map(|says| &says.why), ruling.map(|ruling| &ruling.why)),
        });
    }
}

/// Whether a copy shows this record, for whoever tells of what is in it.
pub fn is_in(reading: &ReaderView<'_>, id: &str) -> bool {
    let mut all = reading.records.iter().chain(&reading.details);
    all.any(|seen| seen.id == id && seen.status == RecordStatus::Open)
}
