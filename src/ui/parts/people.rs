//! The people of the meeting, a row each: initials, name, who they are, and at the right edge whether they are here.
//! The chosen row opens and shows everything.

use super::entry::marks;
use super::row_words::rest_words;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{Record, age_words, field_words};
use crate::ui::DrawContext;
use crate::ui::paper::Row;
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;

const INITIALS: usize = 4;

struct Known {
    initials: String,
    name: String,
    /// Most informative first.
    who: Vec<String>,
    attends: String,
    /// Expected, and not here while others are.
    has_not_arrived: bool,
    /// Each stay.
    stays: Vec<String>,
    /// The last of them, which counts now, and how they take part.
    last_stay: String,
}

/// One row for a person, a child or the meeting itself; more when it is chosen and needs them.
pub fn rows(look: &DrawContext<'_>, theme: &Theme, record: &Record, breadth: usize) -> Vec<Row> {
    let known = known(look, record);
    let most = (breadth * 9 / 20).clamp(8, 32).min(breadth);
    let name_room = (INITIALS + longest_name(look) + 1).clamp(12, 32).min(most);
    let whole_name = format!("{:<INITIALS$}{}", known.initials, known.name);
    let name = truncated(&whole_name, name_room);
    let gap = " ".repeat((name_room + 1).saturating_sub(width(&name)));
    let now = match known.last_stay.as_str() {
        stay if !stay.is_empty() => stay.to_owned(),
        _ if known.has_not_arrived => "not arrived".to_owned(),
        _ => known.attends.clone(),
    };
    let mut edge = vec![marks(look, record), now];
    edge.retain(|words| !words.is_empty());
    let edge = edge.join(" · ");
    let room = breadth.saturating_sub(name_room + width(&edge) + 2);
    let who = as_many_as_fit(&known.who, room);
    let holds_all = width(&whole_name) <= name_room
        && (known.stays.is_empty() || known.attends.is_empty() && known.stays.len() == 1)
        && !known.stays.iter().any(|stay| stay.contains('('))
        && (!known.has_not_arrived || known.attends.is_empty())
        && who == known.who.join(" · ")
        && width(&who) <= room;
    let row = Row::of(name.as_ref(), theme.strong)
        .and(gap, theme.plain)
        .and(who, theme.plain);
    let mut rows = vec![if edge.is_empty() {
        row
    } else {
        row.right(edge, theme.plain)
    }];
    if look.editor.selected.as_ref() == Some(&record.id) && !holds_all {
        let mut all = vec![known.name];
        all.extend(known.who);
        all.extend([known.attends, known.stays.join(", ")]);
        all.retain(|words| !words.is_empty());
        let all = all.join(" · ");
        let room = breadth.saturating_sub(INITIALS).max(8);
        let whole = rows_of(&all, room).into_iter().map(|words| {
            Row::of(" ".repeat(INITIALS.min(breadth)), theme.plain).and(words, theme.plain)
        });
        rows.extend(whole);
    }
    rows
}

fn as_many_as_fit(words: &[String], room: usize) -> String {
    let mut all = String::new();
    for one in words {
        let longer = if all.is_empty() {
            one.clone()
        } else {
            format!("{all} · {one}")
        };
        if !all.is_empty() && width(&longer) > room {
            break;
        }
        all = longer;
    }
    all
}

/// The width of the longest name: roles can use the cells that names do not need.
fn longest_name(look: &DrawContext<'_>) -> usize {
    let meeting = look.meeting();
    let people = meeting.records(&person::KIND).chain(meeting.children());
    people
        .map(|one| width(one.text(&person::NAME)))
        .max()
        .unwrap_or_default()
}

fn known(look: &DrawContext<'_>, record: &Record) -> Known {
    let meeting = look.meeting();
    // The screen may be seen by everybody in the room.
    let words = |field: &Field| match record.keeps_back(field.name) {
        true => String::new(),
        false => field_words(record, field, meeting),
    };
    let stays = meeting.presence_words(&record.id);
    let (initials, name, mut who) = if record.is_a(&person::KIND) {
        let who = vec![
            words(&person::ROLE),
            words(&person::RELATION),
            words(&person::AGENCY),
        ];
        (words(&person::INITIALS), words(&person::NAME), who)
    } else if record.is_a(&child::KIND) {
        let lives_with = match words(&child::LIVES_WITH) {
            whom if whom.is_empty() => whom,
            whom => format!("lives with {whom}"),
        };
        let today = look.app.now.date_naive();
        let age = age_words(record, meeting.day_held().day().unwrap_or(today));
        let who = vec!["child".to_owned(), age, lives_with];
        (words(&child::CODE), words(&child::NAME), who)
    } else {
        let title = "This meeting".to_owned();
        let who = vec![rest_words(
            record,
            meeting,
            look.app.now.date_naive(),
            false,
        )];
        return Known {
            initials: title,
            name: String::new(),
            who,
            attends: String::new(),
            has_not_arrived: false,
            stays: Vec::new(),
            last_stay: String::new(),
        };
    };
    who.retain(|words| !words.is_empty());
    let attends = match (meeting.invitation_words(record), words(&person::ATTENDANCE)) {
        ("", attends) => attends,
        // The attendance already says "no answer".
        ("no answer", _) => "no answer".to_owned(),
        (answer, attends) if attends.is_empty() => answer.to_owned(),
        (answer, attends) => format!("{answer}, {attends}"),
    };
    let attends = match attends.is_empty() {
        true if record.text(&person::ANSWER) == "not_coming" => words(&person::ANSWER),
        _ => attends,
    };
    let attends = match words(&person::WHY_NOT) {
        why if why.is_empty() || !stays.is_empty() => attends,
        why => format!("did not come: {why}"),
    };
    let has_not_arrived = meeting.phase() == Phase::Open
        && meeting.records_arrivals()
        && record.is_a(&person::KIND)
        && meeting.is_expected(record)
        && record.text(&person::WHY_NOT).is_empty()
        && stays.is_empty();
    Known {
        initials,
        name,
        who,
        attends,
        has_not_arrived,
        stays,
        last_stay: last_stay(meeting, &record.id),
    }
}

/// `here 14:10, phone`, `14:10–15:05`. That somebody is there in person goes without saying.
fn last_stay(meeting: &Meeting, person: &str) -> String {
    let Some(stay) = meeting.stays_of(person).next_back() else {
        return String::new();
    };
    let arrived = stay.arrived.format("%H:%M");
    if let Some(left) = stay.left {
        return format!("{arrived}–{}", left.format("%H:%M"));
    }
    match stay.way().filter(|how| *how != "in_person") {
        Some(how) => {
            let how = person::ATTENDANCE.words_of(how, meeting.settings());
            format!("here {arrived}, {how}")
        }
        None => format!("here {arrived}"),
    }
}
