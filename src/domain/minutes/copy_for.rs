//! The minutes as one person gets them. This is the one door: whatever a copy holds comes through [`copy_for`], which lets
//! each record in by its audience and makes no copy at all while something about it is undecided.

use super::reader_view::{ReaderView, RecordStatus, RecordView};
use super::{OpenMinutes, RestrictedPart};
use crate::domain::record::form::{Answer, Compared, Field};
use crate::domain::record::kinds::{
    child, childs_view, contribution, core_group, decision, person, withheld_words,
};
use crate::domain::record::{
    Audience, ComparisonPart, Kind, NO_VIEWS_CHANNELS, Record, Side, Values, side,
};
use crate::domain::text::words::Words;
use crate::domain::visibility::Restricted;

/// The minutes for one person. It can be made by [`copy_for`] alone.
pub struct CopyFor<'a> {
    pub reading: ReaderView<'a>,
    pub left_out: Vec<LeftOut>,
    /// What must not stand in the finished copy, each once.
    pub(in crate::domain) withheld: Vec<Passage>,
    pub look_for: Vec<LookFor>,
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
    /// An answer that is never in the open: an address, a telephone number.
    KeptBack,
}

impl Rule {
    pub fn words(self) -> &'static str {
        match self {
            Rule::NotForThem => "not for them",
            Rule::Restricted => "restricted",
            Rule::Undecided => "said while somebody was excluded, undecided",
            Rule::NotAgreed => "the child has not agreed to share it",
            Rule::KeptBack => "an answer that is always kept back",
        }
    }
}

/// Words of a withheld record, as they are searched for in the finished copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub id: String,
    pub words: Words,
}

/// Words that are not for this reader wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookFor {
    /// The id of the record that says so.
    pub id: String,
    pub words: Vec<Words>,
    pub becomes: Option<Becomes>,
    /// Longer words in which they are not meant.
    pub not_in: Vec<Words>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    Blank,
    Words(String),
    /// The passage goes.
    Nothing,
}

/// What has to be decided before a copy can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// These were said while they were excluded, and the Chair has not decided.
    SaidWithoutThem(Vec<String>),
    /// These are not for them, and nobody has said who decided that, or why.
    NobodySays(Vec<String>),
    /// What is never withheld without an express decision: a child's decision, or their own words.
    NeedsDecision(Vec<String>),
    /// Whether somebody with another entry is the same person has not been answered.
    WhoTheyAre,
    /// There is something restricted, and this account cannot read it.
    CannotTell,
}

/// The copy for a person or child of the meeting. `part`: everything that is not in the open minutes; it is asked for only
/// when there is something.
pub fn copy_for<'a>(
    minutes: &'a OpenMinutes,
    part: Option<&Restricted<RestrictedPart>>,
    reader: &str,
) -> Result<CopyFor<'a>, Vec<Question>> {
    let withheld = minutes.withheld();
    let has_more = withheld.records + withheld.fields > 0;
    let nothing = Restricted::new(RestrictedPart::default());
    let part = match part {
        None if has_more => return Err(vec![Question::CannotTell]),
        part => part.unwrap_or(&nothing).for_the_full_record(),
    };
    let mut questions = Questions {
        is_of_the_family: is_of_the_family(&ReaderView::open(minutes), reader)
            || is_restricted(part, reader),
        ..Questions::default()
    };
    let mut copy = CopyFor {
        reading: ReaderView::open(minutes),
        left_out: Vec::new(),
        withheld: Vec::new(),
        look_for: Vec::new(),
        _by_this_door: (),
    };
    let mut admitted: Vec<&Record> = Vec::new();
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
            let is_said = |field| !record.text(field).is_empty();
            if !is_said(&withheld_words::BY) || !is_said(&withheld_words::WHY) {
                questions.nobody_says.push(record.id.clone());
            }
        }
        questions.about(record, &audience, reader);
        // What was never meant for any copy is not left out of one.
        if !record.kind().is_some_and(|kind| kind.is_never_in_a_copy) {
            copy.leaves_out(record, &audience);
        }
        copy.withheld
            .extend(passages(&record.id, record.kind(), &record.values));
    }
    for kept in &part.kept_back {
        let kind = crate::domain::record::kind(&kept.kind);
        copy.left_out.push(LeftOut {
            id: kept.id.clone(),
            what: kind.map_or("Record", |kind| kind.title),
            rule: Rule::KeptBack,
            by: String::new(),
            why: String::new(),
        });
        copy.withheld.extend(passages(&kept.id, kind, &kept.values));
    }
    copy.reading
        .becomes_the_copy_of(reader, &admitted, &part.stays);
    for seen in &mut copy.reading.records {
        let kind = seen.kind();
        seen.values.retain(|name, _| !is_of_last_time(kind, name));
    }
    copy.takes_out_what_somebody_kept_back_says();
    if questions.is_of_the_family {
        copy.takes_out_what_no_child_agreed_to(reader);
    }
    let mut asked = questions.all();
    if copy
        .reading
        .record(reader)
        .is_some_and(|seen| seen.unread(&person::NAME).is_some())
    {
        asked.push(Question::WhoTheyAre);
    }
    // The program's own words for a date stand in every copy.
    let labels: Vec<Words> = minutes
        .deadlines()
        .iter()
        .map(|deadline| Words::of(&deadline.label))
        .collect();
    copy.withheld
        .retain(|passage| !labels.contains(&passage.words));
    match asked {
        questions if questions.is_empty() => Ok(copy),
        questions => Err(questions),
    }
}

fn is_of_the_family(reading: &ReaderView<'_>, reader: &str) -> bool {
    let seen = reading.record(reader);
    // Whose side is not known counts as the family's: more is asked then, and less told.
    seen.is_some_and(|seen| {
        let is_known = side(seen) == Side::Chair
            || !seen.text(&person::AGENCY).trim().is_empty()
            || seen.text(&person::SIDE) == "professional";
        !seen.is_a(&person::KIND) || side(seen) == Side::Family || !is_known
    })
}

/// Whose own record is not in the open minutes counts as one of the family: more is asked then, and less told.
fn is_restricted(part: &RestrictedPart, reader: &str) -> bool {
    part.records.iter().any(|record| record.id == reader)
}

#[derive(Default)]
struct Questions {
    is_of_the_family: bool,
    said_without: Vec<String>,
    nobody_says: Vec<String>,
    needs_decision: Vec<String>,
}

impl Questions {
    fn about(&mut self, record: &Record, audience: &Audience, reader: &str) {
        let id = || record.id.clone();
        let is_theirs = self.is_of_the_family
            && record.is_a(&contribution::KIND)
            && (record.text(&contribution::SPEAKER) == reader
                || record.list(&contribution::SAID_WITH).contains(&reader));
        match audience {
            Audience::Undecided(people) if people.contains(reader) => self.said_without.push(id()),
            Audience::FullRecord if record.is_a(&decision::KIND) || is_theirs => {
                self.needs_decision.push(id());
            }
            Audience::Not(_) => {
                let says = record.own_not_for();
                let is_said = says.is_some_and(|says| !says.by.is_empty() && !says.why.is_empty());
                let is_ruled = says.is_none();
                if !is_said && !is_ruled {
                    self.nobody_says.push(id());
                }
            }
            _ => {}
        }
    }

    fn all(self) -> Vec<Question> {
        let each = [
            (
                self.said_without,
                Question::SaidWithoutThem as fn(Vec<String>) -> Question,
            ),
            (self.nobody_says, Question::NobodySays),
            (self.needs_decision, Question::NeedsDecision),
        ];
        let asked = each.into_iter().filter(|(ids, _)| !ids.is_empty());
        asked.map(|(ids, question)| question(ids)).collect()
    }
}

impl CopyFor<'_> {
    pub fn withheld(&self) -> &[Passage] {
        &self.withheld
    }

    fn leaves_out(&mut self, record: &Record, audience: &Audience) {
        let (rule, says) = match audience {
            Audience::Not(_) => (Rule::NotForThem, record.own_not_for()),
            Audience::Undecided(_) => (Rule::Undecided, None),
            Audience::Everyone | Audience::FullRecord => (Rule::Restricted, None),
        };
        let ruling = record.without.ruling.as_ref();
        let said = |of: Option<&String>, ruled: Option<&String>| {
            let said = of.filter(|words| !words.is_empty()).or(ruled);
            said.cloned().unwrap_or_default()
        };
        self.left_out.push(LeftOut {
            id: record.id.clone(),
            what: record.kind().map_or("Record", |kind| kind.title),
            rule,
            by: said(says.map(|says| &says.by), ruling.map(|ruling| &ruling.by)),
            why: said(says.map(|says| &says.why), ruling.map(|ruling| &ruling.why)),
        });
    }

    /// What somebody says whom this reader is not to know of would tell that there is somebody.
    fn takes_out_what_somebody_kept_back_says(&mut self) {
        let hidden: Vec<String> = self
            .reading
            .records
            .iter()
            .filter(|seen| !seen.holds())
            .map(|seen| seen.id.clone())
            .collect();
        let is_theirs = |seen: &RecordView| {
            let whose = [
                seen.text(&contribution::SPEAKER),
                seen.text(&core_group::PERSON),
            ];
            seen.holds()
                && whose
                    .iter()
                    .any(|id| hidden.iter().any(|other| other == id))
        };
        let out: Vec<RecordView> = self
            .reading
            .records
            .iter()
            .filter(|seen| is_theirs(seen))
            .cloned()
            .collect();
        for seen in out {
            self.withheld
                .extend(passages(&seen.id, seen.kind(), &seen.values));
            self.left_out.push(LeftOut {
                id: seen.id.clone(),
                what: seen.kind().map_or("Record", |kind| kind.title),
                rule: Rule::NotForThem,
                by: String::new(),
                why: String::new(),
            });
            self.reading.records.retain(|one| one.id != seen.id);
        }
    }

    /// A child's own words are in the copy of somebody of the family only where that child agreed to share all of them;
    /// unknown means out. Who the child is heard by, and how, stays.
    fn takes_out_what_no_child_agreed_to(&mut self, reader: &str) {
        let agreed = self.who_agreed_to_all();
        let is_child = |id: &str| {
            let mut all = self.reading.records.iter();
            all.any(|seen| seen.id == id && seen.is_a(&child::KIND))
        };
        let out: Vec<RecordView> = self
            .reading
            .records
            .iter()
            .filter(|seen| seen.is_a(&contribution::KIND) && seen.holds())
            .filter(|seen| {
                let said_by = [
                    seen.text(&contribution::SPEAKER),
                    seen.text(&contribution::ON_BEHALF_OF),
                ];
                let mut others = said_by.iter().filter(|id| **id != reader && is_child(id));
                others.any(|id| !agreed.iter().any(|agreed| agreed == id))
            })
            .cloned()
            .collect();
        for seen in out {
            self.withheld
                .extend(passages(&seen.id, seen.kind(), &seen.values));
            self.left_out.push(LeftOut {
                id: seen.id.clone(),
                what: contribution::KIND.title,
                rule: Rule::NotAgreed,
                by: String::new(),
                why: String::new(),
            });
            self.reading.records.retain(|one| one.id != seen.id);
        }
        for seen in &mut self.reading.records {
            let child = seen.text(&decision::CHILD).to_owned();
            if seen.is_a(&decision::KIND) && child != reader && !agreed.contains(&child) {
                seen.values.remove(decision::CHILD_VIEW.name);
                seen.to_confirm.remove(decision::CHILD_VIEW.name);
            }
        }
        for seen in &mut self.reading.records {
            let is_own = seen.text(&childs_view::CHILD) == reader;
            if !seen.is_a(&childs_view::KIND) || !seen.holds() || is_own || agreed_to_all(seen) {
                continue;
            }
            let says_nothing = NO_VIEWS_CHANNELS.contains(&seen.text(&childs_view::CHANNEL));
            // What is not known to be harmless is the child's.
            let is_words = move |name: &str| {
                let field = childs_view::KIND.field(name);
                let is_harmless = field.is_some_and(|field| {
                    STAYS_OF_A_VIEW.contains(&field)
                        || says_nothing && *field == childs_view::REASON
                });
                !is_harmless
            };
            let (out, stays): (Values, Values) = std::mem::take(&mut seen.values)
                .into_iter()
                .partition(|(name, _)| is_words(name));
            seen.values = stays;
            seen.to_confirm.retain(|name, _| !is_words(name));
            if out.is_empty() {
                continue;
            }
            self.withheld
                .extend(passages(&seen.id, Some(&childs_view::KIND), &out));
            self.left_out.push(LeftOut {
                id: seen.id.clone(),
                what: childs_view::KIND.title,
                rule: Rule::NotAgreed,
                by: String::new(),
                why: String::new(),
            });
        }
    }
}

impl CopyFor<'_> {
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
}

/// That a child was heard, how, when and by whom: what is told of a view to which the child has not agreed.
const STAYS_OF_A_VIEW: &[&Field] = &[
    &childs_view::CHILD,
    &childs_view::CHANNEL,
    &childs_view::VIEWS_DATE,
    &childs_view::RECEIVED,
    &childs_view::GATHERED_BY,
    &childs_view::HELPED_BY,
    &childs_view::READ_BY,
    &childs_view::SHARED,
    &childs_view::TOLD_BY,
    &childs_view::TELL_BY,
];

/// What is still to be confirmed is no agreement.
fn agreed_to_all(view: &RecordView) -> bool {
    view.text(&childs_view::AGREED_TO_SHARE) == "all" && !view.is_to_be_confirmed()
}

/// A sentence with fewer words than this is in many mouths.
const WORDS_OF_A_SENTENCE: usize = 4;
/// So many words or letters make an answer worth looking for.
const WORDS_OF_AN_ANSWER: usize = 3;
const LETTERS_WITH_A_NUMBER: usize = 5;

/// What of these answers would be noticed in another place: each sentence, and what has a number in it.
fn passages(id: &str, kind: Option<&'static Kind>, values: &Values) -> Vec<Passage> {
    let is_text = |name: &str| {
        let field = kind.and_then(|kind| kind.field(name));
        field.is_none_or(|field| {
            // What the program fills in is nobody's words.
            field.compared != Compared::Never
                && matches!(
                    field.answer,
                    Answer::Text | Answer::TextOr(_) | Answer::Words
                )
        })
    };
    let is_list_of_words = kind.is_some_and(|kind| *kind == withheld_words::KIND);
    let texts = values
        .iter()
        .filter(|(name, _)| !is_list_of_words && is_text(name) && !is_of_last_time(kind, name))
        .filter_map(|(name, value)| Some((name, value.as_str()?)));
    let mut found: Vec<Words> = Vec::new();
    for (name, text) in texts {
        let whole = Words::of(text);
        let is_name = kind.is_some_and(|kind| {
            kind.is_somebody() && kind.lead_field().is_some_and(|lead| lead.name == *name)
        });
        let has_number = text.bytes().any(|byte| byte.is_ascii_digit())
            && text
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
                >= LETTERS_WITH_A_NUMBER;
        if whole.len() >= WORDS_OF_AN_ANSWER || has_number || is_name && whole.len() > 1 {
            found.push(whole);
        }
        let sentences = text.split(['.', '!', '?', ';', '\n']).map(Words::of);
        found.extend(sentences.filter(|words| words.len() >= WORDS_OF_A_SENTENCE));
    }
    let mut passages: Vec<Passage> = Vec::new();
    for words in found {
        if passages.iter().all(|known| known.words != words) {
            passages.push(Passage {
                id: id.to_owned(),
                words,
            });
        }
    }
    passages
}

/// Which record of last time's meeting it was: ids, and no words.
fn is_of_last_time(kind: Option<&Kind>, name: &str) -> bool {
    kind.is_some_and(|kind| kind.compared_in == ComparisonPart::LastTime)
        && ["from_meeting", "from_record"].contains(&name)
}

/// What is to be looked for in this reader's copy, where the record is about it.
fn look_for(record: &Record, reader: &str) -> Option<LookFor> {
    let whose = record.text(&withheld_words::WHO);
    // Whose copy is not certain is everybody's.
    if !whose.is_empty() && whose != "all" && whose != reader {
        return None;
    }
    let list = |field| {
        let typed = [record.text(field), record.unread(field).unwrap_or_default()];
        // However the list was joined: too many words to look for hide nothing too little.
        let typed = typed.map(|text| {
            let words = text.split_whitespace().map(|word| match word {
                "or" | "and" | "&" => ",",
                word => word,
            });
            words.collect::<Vec<_>>().join(" ")
        });
        let typed = typed.join(",");
        let words = typed.split([',', ';', '/']);
        let words: Vec<Words> = words
            .map(Words::of)
            .filter(|words| !words.is_empty())
            .collect();
        words
    };
    let becomes = match record.text(&withheld_words::RULE) {
        "blank" => Some(Becomes::Blank),
        "drop" => Some(Becomes::Nothing),
        "replace" => Some(record.text(&withheld_words::INSTEAD))
            .filter(|words| !words.is_empty())
            .map(|words| Becomes::Words(words.to_owned())),
        _ => None,
    };
    let words = list(&withheld_words::WORDS);
    let mut not_in = list(&withheld_words::NOT_IN);
    // Only in longer words can they be not meant.
    not_in.retain(|longer| !words.contains(longer));
    Some(LookFor {
        id: record.id.clone(),
        words,
        becomes,
        not_in,
    })
}

/// Whether a copy shows this record, for whoever tells of what is in it.
pub fn is_in(reading: &ReaderView<'_>, id: &str) -> bool {
    let mut all = reading.records.iter().chain(&reading.details);
    all.any(|seen| seen.id == id && seen.status == RecordStatus::Open)
}
