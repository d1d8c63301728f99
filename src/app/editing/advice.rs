//! Advice from practice, given quietly beside the line: quorum, balance of voices, SMART questions, plainer words; and
//! above the table of a section: how a decision stands, what the plan still lacks, the ends of a scale. It never stops
//! anybody and never changes a word.

use super::no_scale::no_scale_before_enter;
use crate::documents::papers::who_gets;
use crate::domain::agenda::{Mode, ScaleAsked, Section};
use crate::domain::calendar::date_words::{near_date, write_date};
use crate::domain::line::{
    FormLine, absent_speakers, copy_warning, existing, for_each, looks_like_restriction, merged,
    people_of_its_agency, plainer_after, recorded_score, speakers,
};
use crate::domain::meeting::{DayHeld, Meeting, Phase};
use crate::domain::record::kinds::{
    action, agency_view, answer, contribution, date, decision, distribution, handing_out,
};
use crate::domain::record::{ReadAnswers, Record, field_words};
use crate::domain::rules::balance::{Counted, balance, section_balance};
use crate::domain::rules::both_sides::one_sided;
use crate::domain::rules::checks::open_questions;
use crate::domain::rules::contradictions;
use crate::domain::rules::deadlines::{Series, core_group_series, held_in_time};
use crate::domain::rules::new_to_family::{new_to_family, words as new_words};
use crate::domain::rules::quorum::{has_quorum, is_lost, quorum, quorum_words};
use crate::domain::rules::smart::{AnswerState, smart};
use crate::domain::rules::tally::{plan_lacks, tally, unanswered_wishes};
use crate::domain::rules::timetable;
use chrono::{DateTime, FixedOffset};

/// Who is excluded, and how the quorum stands now: `without LH · quorate: 4 agencies here, 3 needed`. Empty before and
/// after the meeting, and where nothing of it applies.
pub fn quorum_now(meeting: &Meeting) -> String {
    if meeting.phase() != Phase::Open {
        return String::new();
    }
    let mut words = Vec::new();
    if meeting.is_somebody_excluded() {
        words.push(format!("without {}", meeting.excluded_words()));
    }
    if has_quorum(&meeting.agenda().kind) {
        words.push(quorum_words(&quorum(meeting, meeting.settings().quorum())));
    }
    words.join(" · ")
}

pub fn on_beginning(meeting: &Meeting, now: DateTime<FixedOffset>) -> String {
    if let DayHeld::Asked { planned, begun } = meeting.day_held() {
        return format!(
            " Held on {}, or today, {}? Answer when there is time: /meeting held: today (or the day).",
            near_date(planned, begun),
            near_date(begun, begun)
        );
    }
    let limit = held_in_time(meeting, meeting.settings().rules(), now.date_naive());
    match limit.filter(|limit| limit.state.standing == timetable::DueState::DoneLate) {
        Some(limit) => format!(" {}.", limit.words(now.date_naive())),
        None => String::new(),
    }
}

/// What a decision, a view or a dissent puts in question: first the quorum, then what does not fit together.
fn about_decisions(record: &Record, meeting: &Meeting) -> Option<String> {
    let rules = meeting.settings().rules();
    let mut told = Vec::new();
    if record.is_a(&decision::KIND)
        && has_quorum(&meeting.agenda().kind)
        && is_lost(meeting, &rules.quorum)
    {
        told.push(no_quorum(meeting));
    }
    for decision in contradictions::touched_by(meeting, record) {
        let called = meeting.called(decision.text(&decision::CHILD));
        let found = contradictions::of_decision(meeting, rules, decision, &called);
        told.extend(found.into_iter().map(|one| one.words));
    }
    (!told.is_empty()).then(|| told.join(" "))
}

/// The first of the questions that this asks, with the line that answers it; the closing list has the others too.
fn no_quorum(meeting: &Meeting) -> String {
    let mut open = open_questions(meeting, &meeting.settings().rules().quorum);
    let Some(first) = open.next() else {
        return "There is no quorum.".to_owned();
    };
    let answers = match first.date.as_str() {
        "" => format!("/{} {}; is: …", answer::KIND.command, first.id),
        name => format!("/{} {name}; on: …", date::KIND.command),
    };
    let more = match open.count() {
        0 => String::new(),
        1 => " /close asks one more.".to_owned(),
        many => format!(" /close asks {many} more."),
    };
    format!("There is no quorum. {} {answers}{more}", first.question)
}

/// What a decision that is being typed does not fit, and a score that nobody asks for; said before Enter.
pub fn before(form: &FormLine, meeting: &Meeting) -> Vec<String> {
    if form.kind == agency_view::KIND.id {
        return before_a_view(form, meeting);
    }
    if form.kind != decision::KIND.id {
        return no_scale_before_enter(form, meeting).into_iter().collect();
    }
    let each = for_each(form, meeting).unwrap_or_else(|| vec![form.clone()]);
    let rules = meeting.settings().rules();
    let found = each.iter().flat_map(|form| {
        let body = match existing(form, meeting) {
            Some(record) => merged(record, form, meeting),
            None => form.body.clone(),
        };
        let child = body.values.text(&decision::CHILD);
        let called = meeting.called(child);
        contradictions::of_decision(meeting, rules, &body.values, &called)
    });
    found.map(|one| one.words).collect()
}

fn before_a_view(form: &FormLine, meeting: &Meeting) -> Vec<String> {
    let rules = meeting.settings().rules();
    let each = for_each(form, meeting).unwrap_or_else(|| vec![form.clone()]);
    let found = each.iter().filter_map(|form| {
        let body = match existing(form, meeting) {
            Some(record) => merged(record, form, meeting),
            None => form.body.clone(),
        };
        let called = meeting.called(body.values.text(&agency_view::CHILD));
        contradictions::of_view(rules, &body.values, &called)
    });
    found.map(|one| one.words).collect()
}

/// What has to be said when somebody is excluded: that they are said to speak, or that the line opened what is otherwise
/// restricted.
pub fn said_without(record: &Record, meeting: &Meeting) -> Option<String> {
    if let Some(who) = excluded_speaker(record, meeting) {
        return Some(format!(
            "Recorded, and {} is excluded: /readmit {} if they are back, /edit if somebody else said it.",
            meeting.called(who),
            meeting.code(who)
        ));
    }
    let ruling = record.without.ruling.as_ref()?;
    let is_new = meeting.is_somebody_excluded() && record.former.is_empty();
    (ruling.open && is_new).then(|| {
        format!(
            "Recorded, open to everybody though {} is excluded: kept as the Chair's decision. /mark restricted takes it back.",
            meeting.without_words(record)
        )
    })
}

/// Who speaks in an entry that was made while they were excluded.
pub fn excluded_speaker<'r>(record: &'r Record, meeting: &Meeting) -> Option<&'r str> {
    let speaker = record.text(&contribution::SPEAKER);
    let is_out =
        record.is_a(&contribution::KIND) && meeting.said_without(record).contains(&speaker);
    is_out.then_some(speaker)
}

/// `unseen`: the line was not shown with what it means before it was recorded.
pub fn after(record: &Record, unseen: bool, meeting: &Meeting) -> Option<String> {
    let absent = not_here(record, meeting);
    match (absent, of_its_kind(record, unseen, meeting)) {
        (Some(absent), Some(advice)) => Some(format!("{absent} {advice}")),
        (absent, advice) => absent.or(advice),
    }
}

/// Who spoke without being here, and what puts it right: `Okafor has not arrived: /arrive HV`.
fn not_here(record: &Record, meeting: &Meeting) -> Option<String> {
    let first = absent_speakers(&record.kind, &record.values, meeting)
        .into_iter()
        .next()?;
    let theirs = people_of_its_agency(&record.kind, &record.values, meeting);
    let mut ids = speakers(&record.kind, &record.values)
        .into_iter()
        .chain(theirs);
    let absent = ids.find(|id| meeting.absence_words(id).is_some());
    let code = absent.map_or_else(String::new, |id| meeting.code(id));
    Some(format!("{first}: /arrive {code} (by phone)."))
}

fn of_its_kind(record: &Record, unseen: bool, meeting: &Meeting) -> Option<String> {
    if record.is_a(&action::KIND) {
        let questions = smart(record, meeting, meeting.settings().wording());
        let open: Vec<String> = questions
            .into_iter()
            .filter(|question| matches!(question.standing, AnswerState::Open(_)))
            .map(|question| question.question)
            .collect();
        (!open.is_empty()).then(|| open.join(" "))
    } else if !contradictions::touched_by(meeting, record).is_empty() {
        about_decisions(record, meeting)
    } else if record.is_a(&distribution::KIND) {
        copy_warning(&record.kind, &record.values, meeting)
    } else if record.is_a(&handing_out::KIND) {
        let unknown = who_gets::no_papers(record.text(&handing_out::PAPERS));
        (!unknown.is_empty()).then(|| unknown.join(" "))
    } else if record.is_a(&date::KIND) {
        let series = core_groups_on_offer(meeting)
            .map(|days| format!("/series adds the core groups until the review, {days}."));
        let words: Vec<String> = day_off(record, meeting).into_iter().chain(series).collect();
        (!words.is_empty()).then(|| words.join(" "))
    } else if let Some(words) = recorded_score(record, meeting) {
        Some(format!("{words}."))
    } else if record.is_a(&contribution::KIND)
        && record.is_open()
        && looks_like_restriction(record.text(&contribution::TEXT)).is_some()
    {
        // In plain mode, or when typing in haste, nobody reads the warning beside the line first.
        Some(
            "Everybody may read it as it stands. If it was meant to be restricted: /mark #restricted"
                .to_owned(),
        )
    } else if record.is_a(&contribution::KIND) && record.is_open() {
        plainer_after(record, unseen, meeting).map(|words| format!("Plainer: {words}"))
    } else {
        None
    }
}

/// `Sun 28 Feb 2027 is not a working day: it is a Sunday.`
fn day_off(record: &Record, meeting: &Meeting) -> Option<String> {
    let day = record.text(&date::ON).parse().ok()?;
    let why = meeting.settings().calendar().non_working(day)?;
    let day = write_date(day);
    Some(format!(
        "{day} is not a working day: it is {}.",
        why.words()
    ))
}

/// A cue on leaving a section: the family has not answered, or somebody has not been heard.
pub fn on_leaving(meeting: &Meeting, now: DateTime<FixedOffset>) -> String {
    let Some(section) = meeting.open_section() else {
        return String::new();
    };
    let left = section_balance(meeting, section, Counted::All, now);
    // Only where worries were discussed: it makes no sense after a welcome.
    let has_worries = meeting
        .records_in(Some(&section.id))
        .any(|record| record.text(&contribution::OF_KIND) == "worry");
    let one_sided = match has_worries {
        true => one_sided(meeting).sentences(meeting),
        false => Vec::new(),
    };
    let mut cues = Vec::new();
    if left.family_has_not_answered {
        cues.push(format!(
            " In \"{}\" the family has not answered yet.",
            section.title
        ));
    }
    cues.extend(one_sided.into_iter().map(|words| format!(" {words}")));
    cues.concat()
}

/// `/balance`: who has been heard, how much, and what the time went on; what was new to the family; the quorum.
pub fn overview(meeting: &Meeting, now: DateTime<FixedOffset>) -> String {
    let mut said = Vec::new();
    if let Some(section) = meeting.open_section() {
        said.extend(section_balance(meeting, section, Counted::All, now).sentences(meeting));
    }
    said.extend(balance(meeting, Counted::All, now).sentences());
    said.extend(one_sided(meeting).sentences(meeting));
    let new = new_to_family(meeting);
    if !new.is_empty() {
        said.push(new_words(&new, meeting));
    }
    let quorum = quorum_now(meeting);
    if !quorum.is_empty() {
        said.push(format!("The meeting is {quorum}."));
    }
    if said.is_empty() {
        "Nothing has been said yet.".to_owned()
    } else {
        said.join(" ")
    }
}

/// Offered once the first core group and the review have a date: `every 6 weeks: Wed 13 Jan 2027, …`. Empty when no
/// date is left to add.
pub fn core_groups_on_offer(meeting: &Meeting) -> Option<String> {
    if meeting.phase() == Phase::Closed {
        return None;
    }
    let series = core_group_series(meeting, meeting.settings().rules()).ok()?;
    (series.review_is_set && !series.days.is_empty()).then(|| days_words(&series))
}

/// `every 6 weeks: Wed 13 Jan 2027, …`, with a warning about non-working days.
pub fn days_words(series: &Series) -> String {
    let days: Vec<String> = series
        .days
        .iter()
        .map(|(_, due)| match &due.non_working {
            Some(why) => format!(
                "{} (not a working day: it is {})",
                write_date(due.date),
                why.words()
            ),
            None => write_date(due.date),
        })
        .collect();
    format!("every {}: {}", series.rule, days.join(", "))
}

/// Sentences above the table, most important first: a low screen has room for only the first few, while the help shows
/// all. Scales and statements to be read have rows of their own.
pub fn above_table(meeting: &Meeting, section: &Section) -> Vec<String> {
    match section.mode {
        Mode::Decision => before_deciding(meeting),
        Mode::Plan => meeting
            .children()
            .filter_map(|child| wishes(meeting, child))
            .collect(),
        Mode::Scale => section.scales.iter().flat_map(ends).collect(),
        _ => Vec::new(),
    }
}

fn ends(scale: &ScaleAsked) -> [String; 3] {
    let (low, high) = (scale.from.min(scale.to), scale.from.max(scale.to));
    [
        scale.question.clone(),
        format!("{low} = {}", scale.low),
        format!("{high} = {}", scale.high),
    ]
}

/// `○ Ella: no decision yet · child protection plan 3, early help 1`: each child's decision with the tally, always in
/// sight; and what the plan still lacks.
pub fn before_deciding(meeting: &Meeting) -> Vec<String> {
    let mut rows = Vec::new();
    for child in meeting.children() {
        let called = meeting.called(&child.id);
        let tally = tally(meeting, &child.id, meeting.settings().rules());
        let (sign, decided) = match contradictions::decision_for(meeting, &child.id) {
            Some(decision) if decision.is_open() => {
                ("●", field_words(decision, &decision::DECISION, meeting))
            }
            Some(_) => ("●", "decided (restricted)".to_owned()),
            None => ("○", "no decision yet".to_owned()),
        };
        let views = match tally.words() {
            words if words.is_empty() => "no agency's view yet".to_owned(),
            words => words,
        };
        rows.push(format!("{sign} {called}: {decided} · {views}"));
    }
    rows.extend(what_the_plan_lacks(meeting));
    rows
}

/// In one row for all the children that it lacks the same for.
pub fn what_the_plan_lacks(meeting: &Meeting) -> Vec<String> {
    let mut lacking: Vec<(String, Vec<String>)> = Vec::new();
    for child in meeting.children() {
        let called = meeting.called(&child.id);
        let lacks = plan_lacks(meeting, &child.id);
        let lacks: Vec<&str> = lacks.iter().map(|lacking| lacking.words.as_str()).collect();
        match lacks.join("; ") {
            lacks if lacks.is_empty() => {}
            lacks => match lacking.iter_mut().find(|(known, _)| *known == lacks) {
                Some((_, names)) => names.push(called),
                None => lacking.push((lacks, vec![called])),
            },
        }
    }
    let told = lacking
        .into_iter()
        .map(|(lacks, names)| format!("○ The plan still lacks, for {}: {lacks}", names.join(", ")));
    told.collect()
}

fn wishes(meeting: &Meeting, child: &Record) -> Option<String> {
    let called = meeting.called(&child.id);
    let ids: Vec<&str> = unanswered_wishes(meeting, &child.id)
        .iter()
        .map(|wish| wish.id.as_str())
        .collect();
    (!ids.is_empty()).then(|| {
        format!(
            "○ {called}: a wish that no action answers ({})   /action …; answers: {called}",
            ids.join(", ")
        )
    })
}
