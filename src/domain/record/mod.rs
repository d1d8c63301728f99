//! The kinds of record. Each kind is one file here and one line in [`KINDS`]; everything else about it (form, one-line
//! form, plain questions, help, checks, schema, documents) is made from its [`Kind`].

mod answers;
mod as_asked;
mod audience;
mod checks;
mod childs_words;
mod context;
mod day_rules;
pub mod form;
mod hidden;
pub mod kinds;
pub mod particulars;
mod places;
mod values;
mod without;

pub use answers::{ReadAnswers, ReadRecord};
pub use as_asked::FieldsOfKinds;
pub use audience::{Audience, NotFor};
pub use checks::{KindCheck, LooksAt};
pub use childs_words::{ChildsWords, Goes};
pub use context::MeetingContext;
pub use day_rules::{CountsFrom, DAY_ORDERS, DayOrder, DayRule, Limit, Order, Than};
pub use hidden::Hidden;
pub use kinds::child::{age_words, is_unborn};
pub use kinds::childs_view::{NO_VIEWS_CHANNELS, is_heard, short_channel};
pub use kinds::distribution::COPIES_OF_THE_MINUTES;
pub use kinds::person::{Side, is_minute_taker, side};
pub use kinds::{KINDS, kind};
pub use places::{ComparisonPart, PageSection, Place, kinds_as_read};
pub(in crate::domain) use values::words_said;
pub use values::{
    answer_words, field_words, filled_fields, is_told_with_another, lead_words, typed_words,
    value_words, with_others,
};
pub use without::{Ruling, SaidWithout};

use super::agenda::Section;
use super::settings::Settings;
use super::settings::vocabularies::VocabularyEntry;
use super::toml_reader::nearest;
use super::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use form::{Answer, Field, Need};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

pub type Values = Map<String, Value>;

#[derive(Debug)]
pub struct Kind {
    pub id: &'static str,
    /// The list's name in `minutes.json`.
    pub plural: &'static str,
    /// Ids of records are this and a number: `a3`.
    pub prefix: &'static str,
    pub title: &'static str,
    /// What is typed after `/`; empty for the contribution, which is typed as it is said.
    pub command: &'static str,
    /// How the words before the first `;` are read.
    pub lead: Lead,
    pub fields: &'static [Field],
    pub key: Key,
    /// Of the records with the same key only one holds.
    pub one_holds: Option<OneHolds>,
    /// The fields that stand in a table of such records, in order.
    pub columns: &'static [&'static Field],
    pub shown_in: &'static [&'static str],
    pub section: PageSection,
    pub compared_in: ComparisonPart,
    pub identity: Identity,
    pub lead_with: LeadWith,
    /// What may be typed behind the lead and a colon, where it can be read so: `/date review: in three months`.
    pub behind_the_lead: Option<&'static Field>,
    pub carried_as: Option<&'static Kind>,
    /// Its command alone means the next one: nothing is asked, and the status says which one it was.
    pub typed_alone: bool,
    /// Its rows are shown in every section of its modes, not only in the one it was recorded in.
    pub in_every_section: bool,
    /// The answers that somebody has said, in the balance of voices.
    pub spoken: &'static [&'static Field],
    /// Its records hold until somebody changes them, so a review begins with them.
    pub stands_until_changed: bool,
    /// The day by which its records are put in order on a page; otherwise it is the order in which they were made.
    pub in_order_of: Option<&'static Field>,
    /// It takes one row of a table, so that the list can be seen at a glance; the selected one opens. What was agreed
    /// or said in somebody's own words is never cut.
    pub is_brief: bool,
    /// Whether it may be recorded when the meeting is closed, without opening it again.
    pub after_closing: AfterClosing,
    /// The program notes it by itself, so it is never the last entry that somebody made.
    pub is_noted_by_itself: bool,
    pub checks: &'static [KindCheck],
    /// Fills in what the meeting knows already (codes, anchors, the next question).
    pub fill: Option<fn(&mut Values, &dyn MeetingContext)>,
    /// Whether these answers make the record restricted, whatever its mark says. They include answers that could not be
    /// read, as typed.
    pub must_be_restricted: Option<fn(&Values) -> bool>,
    /// Which of its answers are a child's own words.
    pub childs_words: ChildsWords,
    /// The open minutes do not even tell that there is such a record: it is one among others that are restricted.
    pub is_untold: bool,
    /// It is about the copies, so it was never meant for one: no copy is said to lack it.
    pub is_never_in_a_copy: bool,
    pub help: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub enum Lead {
    Field(&'static Field),
    /// A code in capitals, if there is one, then the second field: `KS Kelly Smith`.
    CodeThen(&'static Field, &'static Field),
    /// There are none: the first words already carry a label.
    Nothing,
}

/// When a record that is typed is one that is there already, to be changed.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    /// Never: each is a new one.
    EachIsNew,
    /// Always: a meeting has one of the kind.
    OneForTheMeeting,
    Fields(&'static [&'static Field]),
}

/// A record of such a kind is never changed into another by being typed again: a different answer to `what` is a second
/// record, and takes the place of the first only with an answer to `because`.
#[derive(Debug, Clone, Copy)]
pub struct OneHolds {
    pub what: &'static Field,
    pub because: &'static Field,
}

#[derive(Debug, Clone, Copy)]
pub enum Identity {
    /// The one with the same key, otherwise with the same lead words.
    Key,
    Fields(&'static [&'static Field]),
    /// It is a person or child: the one with the same letters, otherwise the same name.
    Somebody,
}

/// What stands beside the lead words where one record is named among others.
#[derive(Debug, Clone, Copy)]
pub enum LeadWith {
    /// Nothing.
    Nothing,
    /// The answer to this before them: `Kelly Smith: he sleeps better`.
    Before(&'static Field),
    /// The answer to this behind them: `Health (Ella)`.
    Behind(&'static Field),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterClosing {
    /// No.
    Never,
    Also,
    /// Only then.
    Only,
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

impl Kind {
    /// A child or a person, who has a name and letters.
    #[must_use]
    pub fn is_somebody(&self) -> bool {
        matches!(self.identity, Identity::Somebody)
    }

    /// The defaults of a kind. There is no usual place to be read, so every kind states its own.
    pub const fn standing_in(section: PageSection, compared_in: ComparisonPart) -> Kind {
        Kind {
            section,
            compared_in,
            ..Kind::USUAL
        }
    }

    const USUAL: Kind = Kind {
        id: "",
        plural: "",
        prefix: "",
        title: "",
        command: "",
        lead: Lead::Nothing,
        fields: &[],
        key: Key::EachIsNew,
        one_holds: None,
        columns: &[],
        shown_in: &[],
        section: PageSection::Said,
        compared_in: ComparisonPart::Said,
        identity: Identity::Key,
        lead_with: LeadWith::Nothing,
        behind_the_lead: None,
        carried_as: None,
        typed_alone: false,
        in_every_section: false,
        spoken: &[],
        stands_until_changed: false,
        in_order_of: None,
        is_brief: false,
        after_closing: AfterClosing::Never,
        is_noted_by_itself: false,
        checks: &[],
        fill: None,
        must_be_restricted: None,
        childs_words: ChildsWords::AllSaid,
        is_untold: false,
        is_never_in_a_copy: false,
        help: "",
    };

    /// Whether a section of an agenda offers it beside what belongs to its mode.
    pub fn is_offered_in(&self, section: &Section) -> bool {
        !self.command.is_empty() && section.records.iter().any(|one| one == self.command)
    }

    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The answers that a review begins with.
    pub fn lasting(&self) -> Vec<&'static Field> {
        self.fields.iter().filter(|field| field.lasts).collect()
    }

    /// Everything that may be typed before a colon.
    pub fn labels(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.fields.iter().flat_map(Field::labels)
    }

    /// The label that is nearest to one that this kind does not have, if one is near.
    pub fn nearest_label(&self, typed: &str) -> Option<&'static str> {
        nearest(typed, self.labels())
    }

    /// The name of the field that the lead words answer (the last one, where there are two).
    pub fn lead_field(&self) -> Option<&'static Field> {
        match self.lead {
            Lead::Field(field) | Lead::CodeThen(_, field) => Some(field),
            Lead::Nothing => None,
        }
    }

    /// The letters by which somebody is named; other kinds have none.
    pub fn letters_field(&self) -> Option<&'static Field> {
        let mut fields = self.fields.iter();
        let is_somebody = self.is_somebody();
        fields.find(|field| is_somebody && matches!(field.answer, Answer::Code))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// `a3`: the prefix of its kind and a number, unique in the meeting.
    pub id: String,
    /// The id of its [`Kind`].
    pub kind: String,
    pub section: Option<String>,
    pub at: DateTime<FixedOffset>,
    pub visibility: Visibility,
    /// On the catch-up list: to be looked at again.
    pub follow_up: bool,
    pub values: Values,
    /// Answers that could not be read, as they were typed, by field name.
    pub to_confirm: BTreeMap<String, String>,
    pub struck: Option<Struck>,
    /// What it was before, oldest first.
    pub former: Vec<Former>,
    /// What nobody is to see yet. It is then in none of the fields above.
    pub hidden: Option<Hidden>,
    pub without: SaidWithout,
    /// Answers (their fields) that name somebody else who is restricted, or an agency that only such people come from: they
    /// are kept back.
    pub(in crate::domain) names_another: BTreeSet<&'static str>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Struck {
    pub at: DateTime<FixedOffset>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Former {
    pub until: DateTime<FixedOffset>,
    pub visibility: Visibility,
    pub values: Values,
    /// The answers that could not be read.
    pub to_confirm: BTreeMap<String, String>,
}

/// What is recorded or changed in one go: the body of a record without its history.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Body {
    #[serde(default)]
    pub values: Values,
    /// Answers that could not be read, as typed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub to_confirm: BTreeMap<String, String>,
    #[serde(default)]
    pub visibility: Visibility,
    #[serde(
        default,
        rename = "come_back",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub follow_up: bool,
    /// What the Chair decides about it, where it is said while somebody is excluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
    /// Whom it is not for; read only where its visibility says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_for: Option<Box<NotFor>>,
}

impl Body {
    /// Whether the answers make the record restricted, those among them that could not be read.
    pub fn must_be_restricted(&self, kind: &Kind) -> bool {
        let Some(must) = kind.must_be_restricted else {
            return false;
        };
        let mut values = self.values.clone();
        for (field, typed) in &self.to_confirm {
            values.insert(field.clone(), Value::String(typed.clone()));
        }
        must(&values) || might_behind_a_label(kind, &self.values, &self.to_confirm, must)
    }
}

impl Record {
    pub fn new(
        id: &str,
        kind: &str,
        section: Option<&str>,
        body: &Body,
        at: DateTime<FixedOffset>,
    ) -> Record {
        Record {
            id: id.to_owned(),
            kind: kind.to_owned(),
            section: section.map(str::to_owned),
            at,
            visibility: SaidWithout::marked(body).own(),
            follow_up: body.follow_up,
            values: body.values.clone(),
            to_confirm: body.to_confirm.clone(),
            struck: None,
            former: Vec::new(),
            hidden: None,
            without: SaidWithout::marked(body),
            names_another: BTreeSet::new(),
        }
    }

    /// The previous body goes into the history.
    pub fn change(&mut self, body: &Body, at: DateTime<FixedOffset>) {
        self.former.push(Former {
            until: at,
            visibility: self.visibility,
            values: std::mem::replace(&mut self.values, body.values.clone()),
            to_confirm: std::mem::replace(&mut self.to_confirm, body.to_confirm.clone()),
        });
        self.mark_own(body);
        self.visibility = self.own_visibility();
        self.follow_up = body.follow_up;
    }

    /// The body to be changed, including what is hidden, or a change would lose it.
    pub fn body(&self) -> Body {
        let mut body = self.seen_body();
        body.visibility = self.own_visibility();
        body.not_for = self.own_not_for().cloned().map(Box::new);
        if let Some(hidden) = &self.hidden {
            hidden.add_to(&mut body);
        }
        body
    }

    pub fn seen_body(&self) -> Body {
        Body {
            values: self.values.clone(),
            to_confirm: self.to_confirm.clone(),
            visibility: self.visibility,
            follow_up: self.follow_up,
            ruling: None,
            not_for: None,
        }
    }

    /// Its kind; `None` for a kind of a newer program.
    pub fn kind(&self) -> Option<&'static Kind> {
        kind(&self.kind)
    }

    pub fn follows_closing(&self) -> bool {
        follows_closing(&self.kind)
    }

    pub fn is_a(&self, kind: &Kind) -> bool {
        self.kind == kind.id
    }

    pub fn get(&self, field: &Field) -> Option<&Value> {
        self.values.get(field.name)
    }

    pub fn unread(&self, field: &Field) -> Option<&str> {
        self.to_confirm.get(field.name).map(String::as_str)
    }

    pub fn text(&self, field: &Field) -> &str {
        self.values.text(field)
    }

    pub fn is(&self, field: &Field) -> bool {
        self.values.is(field)
    }

    pub fn list(&self, field: &Field) -> Vec<&str> {
        self.values.list(field)
    }

    /// Whether everybody who gets a copy may read it. Fails closed.
    pub fn is_open(&self) -> bool {
        self.visibility == Visibility::Everyone
    }

    /// The answers that these settings want, and that are not there. Nothing is said about hidden ones.
    pub fn unanswered<'r>(
        &'r self,
        settings: &Settings,
    ) -> impl Iterator<Item = &'static Field> + use<'r> {
        let kind = self.kind().map(|kind| kind.as_asked(settings));
        let fields = kind.map_or(&[][..], |kind| kind.fields);
        fields.iter().filter(|field| {
            let is_answered = self.values.contains_key(field.name)
                || self.to_confirm.contains_key(field.name)
                || self.is_hidden() && field.hidden_at_first;
            field.need != Need::May && !is_answered
        })
    }
}

impl ReadAnswers for Record {
    fn answers(&self) -> &Values {
        &self.values
    }
}

impl ReadRecord for Record {
    fn id(&self) -> &str {
        &self.id
    }

    fn is_a(&self, kind: &Kind) -> bool {
        self.kind == kind.id
    }

    fn is_struck_out(&self) -> bool {
        self.struck.is_some()
    }

    fn at(&self) -> DateTime<FixedOffset> {
        self.at
    }
}

/// Whether records of this kind may be made when the meeting is closed.
pub fn follows_closing(of: &str) -> bool {
    kind(of).is_some_and(|kind| kind.after_closing != AfterClosing::Never)
}

/// Gives the next number to a record that has none: what is typed to mean it later.
fn give_number(values: &mut Values, field: &Field, records: &[&Record]) {
    if values.contains_key(field.name) {
        return;
    }
    let numbers = records
        .iter()
        .filter_map(|record| record.text(field).parse::<usize>().ok());
    let next = numbers.max().unwrap_or(0) + 1;
    values.insert(field.name.to_owned(), Value::String(next.to_string()));
}

/// Whether everybody who gets a copy may read this record, apart from fields that are always kept back. Restricted are:
/// records marked so, those that a rule of their kind makes so ("to the Chair only"), those that such a rule might make
/// so once an answer has been confirmed, and any kind of record this program does not know.
pub fn is_open_to_all(record: &Record) -> bool {
    let Some(kind) = record.kind() else {
        return false;
    };
    record.is_open() && !is_restricted_by_rule(kind, record)
}

/// Whether a rule of its kind restricts it, or might once an answer has been confirmed.
pub(super) fn is_restricted_by_rule(kind: &Kind, record: &Record) -> bool {
    kind.must_be_restricted
        .is_some_and(|must| must(&record.values) || might(kind, record, must))
}

/// What words of a record are kept under that stand behind a `;` with no label at all.
pub const NO_LABEL: &str = "?";

/// What the word is kept under that may have been meant to restrict a record. It is restricted until somebody decides.
pub const WHO_MAY_READ: &str = "who may read it";

/// Whether a label that this kind does not have may stand for an answer that is kept back: where the kind has such an
/// answer it may be any label, elsewhere one that looks like such an answer of another kind (`addres`).
pub fn may_be_kept_back(kind: &Kind, label: &str) -> bool {
    let kept_back = |kind: &'static Kind| kind.fields.iter().filter(|field| field.restricted);
    let labels = KINDS.iter().copied().flat_map(kept_back);
    let names = labels.flat_map(|field| field.labels().chain([field.name]));
    label == NO_LABEL
        || kind.fields.iter().any(|field| field.restricted)
        || nearest(label, names).is_some()
}

/// Whether some reading of an answer that is still to be confirmed would make the record restricted.
fn might(kind: &Kind, record: &Record, must: fn(&Values) -> bool) -> bool {
    let is_behind_a_label = might_behind_a_label(kind, &record.values, &record.to_confirm, must);
    is_behind_a_label
        || record.to_confirm.keys().any(|name| {
            let choices = kind
                .field(name)
                .map_or(&[][..], |field| field.answer.choices());
            choices.iter().any(|choice| {
                let mut values = record.values.clone();
                values.insert(name.clone(), Value::String(choice.code.clone()));
                must(&values)
            })
        })
}

/// Whether words behind a label that the kind does not have (`shard: chair only`) would make the record restricted if
/// they were meant for one of its fields: because of what they say, or of what the label looks like.
fn might_behind_a_label(
    kind: &Kind,
    values: &Values,
    to_confirm: &BTreeMap<String, String>,
    must: fn(&Values) -> bool,
) -> bool {
    let restricts = |field: &Field, choice: &VocabularyEntry| {
        let mut read = values.clone();
        read.insert(field.name.to_owned(), Value::String(choice.code.clone()));
        must(&read)
    };
    let unknown = to_confirm
        .iter()
        .filter(|(name, _)| kind.field(name).is_none());
    unknown.into_iter().any(|(label, typed)| {
        let near = kind.nearest_label(label);
        kind.fields.iter().any(|field| {
            let is_near = near.is_some_and(|near| field.is_called(near));
            let mut choices = field.answer.choices().iter();
            choices.any(|choice| (is_near || choice.could_be(typed)) && restricts(field, choice))
        })
    })
}
