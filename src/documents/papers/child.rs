//! A child's version: one page that a child of eight can read alone. It has no address, no allegation and no reason,
//! and of the child's words only those that the child agreed to share: the page must be safe in every carer's hands.

use super::sheet::{SettledBy, Sheet};
use super::words::{day_and_month, sentence};
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::{Block, Document};
use crate::documents::{DocumentKind, Maker, whom_to_ask};
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView};
use crate::domain::problem::Problem;
use crate::domain::record::ReadAnswers;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, child, childs_view, date, decision, person};
use crate::domain::rules::deadlines::is_review;
use crate::domain::settings::phrases::{self, Phrase};
use crate::domain::text::words_of_name;

pub(in crate::documents) const CHILD: DocumentKind = DocumentKind {
    id: "child",
    title: "A child's page",
    about: "What was decided, for the child itself, in words that a child of eight can read.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::Children],
        copy: "child",
        write,
    }),
};

/// The child agreed that all of it is shared.
const ALL_OF_IT: &str = "all";

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let child = the_child(reading, addressee)?;
    let title = &phrases::CHILD_TITLE;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::Closing);
    let called = sheet.called(child);
    put_hello(&mut sheet, &called);
    put_own_words(&mut sheet, child);
    put_decision(&mut sheet, child);
    put_actions(&mut sheet, child);
    put_when_we_meet_again(&mut sheet);
    put_whom_to_tell(&mut sheet, child);
    sheet.heading(1, &phrases::CHILD_DISAGREE);
    sheet.paragraph(&phrases::CHILD_SAY_SO);
    sheet.paragraph(&phrases::CHILD_LEFT_OUT);
    sheet.paragraph(&phrases::CHILD_KEEP);
    Ok(sheet.document)
}

/// The one child the page is for. A baby who is not born yet has no page.
fn the_child<'r>(
    reading: &'r ReaderView<'_>,
    addressee: &Addressee,
) -> Result<&'r RecordView, Problem> {
    let children = addressee.children(reading);
    let [child] = children.as_slice() else {
        return Err(Problem::wrong_input("A child's page is for one child.")
            .safe("No paper was made.")
            .next("Name the child: --child and its letters."));
    };
    let is_born = child.day(&child::BORN).is_some() || child.day(&child::DUE).is_none();
    match is_born {
        true => Ok(child),
        false => Err(
            Problem::wrong_input("A baby who is not born yet has no child's page.")
                .safe("No paper was made.")
                .next("The letter tells the parents what was decided for the baby."),
        ),
    }
}

fn put_hello(sheet: &mut Sheet<'_>, called: &str) {
    let chairs = whom_to_ask::chairs(sheet.reading);
    let hello = match chairs.first() {
        Some(chair) => sheet.fill(
            &phrases::CHILD_HELLO,
            &[("child", called), ("chair", chair)],
        ),
        None => sheet.fill(&phrases::CHILD_HELLO_ALONE, &[("child", called)]),
    };
    sheet.document.paragraph(hello);
    if let Some(day) = sheet.reading.day_held() {
        let met = sheet.fill(
            &phrases::CHILD_MET,
            &[("day", &day_and_month(day, sheet.reading))],
        );
        sheet.document.paragraph(met);
    }
}

fn put_own_words(sheet: &mut Sheet<'_>, child: &RecordView) {
    let all = sheet.reading.holding(&childs_view::KIND);
    let shared: Vec<&RecordView> = all
        .filter(|view| view.text(&childs_view::CHILD) == child.id)
        .filter(|view| view.text(&childs_view::AGREED_TO_SHARE) == ALL_OF_IT)
        .collect();
    sheet.heading(1, &phrases::CHILD_TOLD_US);
    let mut said = false;
    for view in shared {
        let words = sheet.reading.words(view, &childs_view::WORDS);
        if !words.is_empty() {
            said = true;
            sheet.document.anchor(&view.id);
            sheet.document.blocks.push(Block::Quote {
                text: words,
                whose: String::new(),
            });
        }
    }
    match said {
        true => sheet.paragraph(&phrases::CHILD_THANKS),
        false if is_open_that_it_told(sheet, child) => sheet.paragraph(&phrases::CHILD_HEARD),
        false => sheet.paragraph(&phrases::CHILD_CAN_TELL),
    }
}

/// It gave its views, and everybody may read that it did, though not what they are: it must not read as if nobody had
/// listened. Where even that is kept from somebody, the page says nothing of it.
fn is_open_that_it_told(sheet: &Sheet<'_>, child: &RecordView) -> bool {
    let mut all = sheet.reading.holding(&childs_view::KIND);
    all.any(|view| {
        let channel = view.text(&childs_view::CHANNEL);
        view.text(&childs_view::CHILD) == child.id
            && view.status == RecordStatus::Open
            && !channel.is_empty()
            && !childs_view::NO_VIEWS_CHANNELS.contains(&channel)
    })
}

fn put_decision(sheet: &mut Sheet<'_>, child: &RecordView) {
    sheet.heading(1, &phrases::WHAT_WAS_DECIDED);
    let mut all = sheet.reading.holding(&decision::KIND);
    let found = all.find(|seen| seen.text(&decision::CHILD) == child.id);
    match found {
        _ if sheet.is_inquorate() => sheet.paragraph(&phrases::CHILD_NOT_YET),
        None => sheet.paragraph(&phrases::CHILD_NOT_YET),
        Some(found) => {
            let decided = sheet.reading.words(found, &decision::DECISION);
            let phrase = sheet.decision_phrase(found, &TO_THE_CHILD);
            let words = sheet.fill(phrase, &[("decision", &decided)]);
            sheet.document.paragraph(sentence(&words));
        }
    }
    sheet.paragraph(&phrases::CHILD_NOT_YOUR_FAULT);
}

/// In the order of the decisions a sheet knows.
const TO_THE_CHILD: [&Phrase; 8] = [
    &phrases::CHILD_STARTS_PLAN,
    &phrases::CHILD_KEEPS_PLAN,
    &phrases::CHILD_ENDS_PLAN,
    &phrases::CHILD_PUT_OFF,
    &phrases::CHILD_IN_NEED_PLAN,
    &phrases::CHILD_EARLY_HELP,
    &phrases::CHILD_NO_PLAN,
    &phrases::CHILD_OTHER,
];

/// The day of the review; nothing where it is not certain.
fn put_when_we_meet_again(sheet: &mut Sheet<'_>) {
    let reading = sheet.reading;
    let words = &reading.minutes.settings().rules().words;
    let agenda = reading.minutes.agenda();
    let dates = reading.holding(&date::KIND);
    let reviews = dates.filter(|seen| is_review(seen.text(&date::WHAT), agenda, words));
    if let Some(day) = reviews.filter_map(|seen| seen.day(&date::ON)).min() {
        let again = sheet.fill(
            &phrases::CHILD_MEET_AGAIN,
            &[("day", &day_and_month(day, sheet.reading))],
        );
        sheet.document.paragraph(again);
    }
}

/// What is done that names this child: who, and until when. What the child asked for says so.
fn put_actions(sheet: &mut Sheet<'_>, child: &RecordView) {
    let all = sheet.reading.holding(&action::KIND);
    let own = all.filter(|seen| seen.list(&action::CHILDREN).contains(&child.id.as_str()));
    let items: Vec<String> = own.map(|seen| action_line(sheet, seen, child)).collect();
    if !items.is_empty() {
        sheet.list_under(&phrases::CHILD_WHAT_NOW, items);
    }
    sheet.paragraph(&phrases::CHILD_STAYS);
}

fn action_line(sheet: &Sheet<'_>, seen: &RecordView, child: &RecordView) -> String {
    let mut parts = vec![sentence(&sheet.reading.words(seen, &action::ACTION))];
    let who = match seen.text(&action::WHO) {
        "" => String::new(),
        id => first_name(sheet, id),
    };
    let day = seen
        .day(&action::BY_WHEN)
        .map(|day| day_and_month(day, sheet.reading));
    match (who.is_empty(), &day) {
        (true, _) => {}
        (false, None) => parts.push(sheet.fill(&phrases::CHILD_WHO, &[("who", &who)])),
        (false, Some(day)) => {
            let filled = [("who", who.as_str()), ("day", day)];
            parts.push(sheet.fill(&phrases::CHILD_WHO_BY, &filled));
        }
    }
    let wish = sheet.reading.record(seen.text(&action::ANSWERS));
    if wish.is_some_and(|view| view.text(&childs_view::CHILD) == child.id) {
        parts.push(sheet.say(&phrases::CHILD_YOUR_WISH).to_owned());
    }
    parts.join(" ")
}

/// The family by their first names; of those who come for an agency a child needs the whole name, to ask for them.
fn first_name(sheet: &Sheet<'_>, id: &str) -> String {
    let name = sheet.name(id);
    let agency = sheet
        .reading
        .record(id)
        .map(|seen| seen.text(&person::AGENCY));
    match agency {
        Some("") => words_of_name(&name).first().cloned().unwrap_or(name),
        _ => name,
    }
}

fn put_whom_to_tell(sheet: &mut Sheet<'_>, child: &RecordView) {
    sheet.heading(1, &phrases::CHILD_WHOM_TO_TELL);
    let known = |field: &Field| {
        let id = child.text(field);
        (!id.is_empty() && !sheet.reading.keeps_back(id)).then(|| sheet.name(id))
    };
    let due = sheet.reading.minutes.deadlines().iter();
    let visit = due
        .filter(|one| one.rule == "visit")
        .map(|one| one.due)
        .next();
    let mut items = Vec::new();
    if let Some(name) = known(&child::LEAD_SOCIAL_WORKER) {
        items.push(match visit {
            Some(day) => {
                let first = words_of_name(&name).first().cloned();
                let first = first.unwrap_or_else(|| name.clone());
                let filled = [
                    ("name", name),
                    ("first", first),
                    ("day", day_and_month(day, sheet.reading)),
                ];
                let filled = filled
                    .each_ref()
                    .map(|(name, words)| (*name, words.as_str()));
                sheet.fill(&phrases::CHILD_VISIT_BY, &filled)
            }
            None => sheet.fill(&phrases::CHILD_SOCIAL_WORKER, &[("name", &name)]),
        });
    }
    if let Some(name) = known(&child::CLOSEST_PROFESSIONAL) {
        items.push(sheet.fill(&phrases::CHILD_CLOSEST, &[("name", &name)]));
    }
    items.push(sheet.say(&phrases::CHILD_TRUST).to_owned());
    items.push(sheet.say(&phrases::CHILD_RING).to_owned());
    sheet.document.list(items);
}
