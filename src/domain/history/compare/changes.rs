//! The differences between records that correspond.

use super::matching::{Matching, Pair};
use super::words::pieces;
use super::{Changed, ComparedRecord, FieldChange, PartChanges};
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView, clock};
use crate::domain::record::form::{Answer, Compared, Field};
use crate::domain::record::kinds::{contribution, promise};
use crate::domain::record::{ComparisonPart, LeadWith, kind};

pub(super) fn of_part(part: ComparisonPart, matching: &Matching<'_>) -> PartChanges {
    let mut out = PartChanges {
        part: part.id(),
        title: part.title(),
        added: Vec::new(),
        changed: Vec::new(),
        taken_away: Vec::new(),
        unchanged: 0,
    };
    for pair in part.kinds().flat_map(|kind| matching.pairs(kind.id)) {
        match pair {
            Pair::Both(one, two) => {
                let fields = fields(matching, one, two);
                if fields.is_empty() {
                    out.unchanged += 1;
                } else {
                    out.changed.push(Changed {
                        earlier: one.id.clone(),
                        later: two.id.clone(),
                        kind: two.kind.clone(),
                        words: about(matching.later, two),
                        note: progress(matching, one),
                        restricted: one.is_restricted() || two.is_restricted(),
                        fields,
                    });
                }
            }
            Pair::Added(two) => out.added.push(entry(matching.later, two, String::new())),
            Pair::TakenAway(seen) => {
                let is_earlier = matching
                    .earlier
                    .records
                    .iter()
                    .any(|one| std::ptr::eq(one, seen));
                let note = progress(matching, seen);
                out.taken_away.push(match &seen.status {
                    _ if is_earlier => entry(matching.earlier, seen, note),
                    RecordStatus::StruckOut { at, reason } => ComparedRecord {
                        restricted: reason.is_some(),
                        ..entry(matching.later, seen, struck(&clock(*at), reason.as_deref()))
                    },
                    _ => entry(matching.later, seen, note),
                });
            }
        }
    }
    out
}

/// Moves the days of invitation and answer out of all parts, into a part of their own; nothing when none of them
/// differs. A record with no other difference counts as unchanged where it was.
pub(super) fn invitations(parts: &mut [PartChanges]) -> Option<PartChanges> {
    let mut changed = Vec::new();
    for part in parts {
        for one in &mut part.changed {
            let of = kind(&one.kind);
            let is_of_them = |change: &FieldChange| {
                let field = of.and_then(|kind| kind.field(&change.field));
                field.is_some_and(|field| field.compared == Compared::WithInvitations)
            };
            let (out, stays) = std::mem::take(&mut one.fields)
                .into_iter()
                .partition(is_of_them);
            one.fields = stays;
            if !Vec::is_empty(&out) {
                changed.push(Changed {
                    fields: out,
                    ..one.clone()
                });
            }
        }
        let before = part.changed.len();
        part.changed.retain(|one| !one.fields.is_empty());
        part.unchanged += before - part.changed.len();
    }
    (!changed.is_empty()).then_some(PartChanges {
        part: "invitations",
        title: "Days of invitation and answer",
        added: Vec::new(),
        changed,
        taken_away: Vec::new(),
        unchanged: 0,
    })
}

fn struck(at: &str, reason: Option<&str>) -> String {
    match reason {
        Some(reason) if !reason.trim().is_empty() => format!("struck out at {at}: {reason}"),
        _ => format!("struck out at {at}"),
    }
}

/// How far a row of the earlier plan has come, as the later meeting says.
fn progress(matching: &Matching<'_>, one: &RecordView) -> String {
    let Some(promise) = matching.promise_of(one) else {
        return String::new();
    };
    let mut parts: Vec<String> = Vec::new();
    for (label, field) in [
        ("progress", &promise::PROGRESS),
        ("done", &promise::DONE),
        ("why", &promise::WHY),
    ] {
        let words = matching.later.answer(promise, field);
        if !words.is_empty() {
            parts.push(format!("{label}: {words}"));
        }
    }
    if parts.is_empty() {
        "not looked at yet".to_owned()
    } else {
        parts.join("; ")
    }
}

fn entry(reading: &ReaderView<'_>, seen: &RecordView, note: String) -> ComparedRecord {
    let lead = seen.kind().and_then(|kind| kind.lead_field());
    let fields = seen.kind().map_or(&[][..], |kind| kind.fields);
    let filled_in = fields
        .iter()
        .filter(|field| field.compared == Compared::Never);
    let but: Vec<&Field> = filled_in.chain(lead).collect();
    ComparedRecord {
        record: seen.id.clone(),
        kind: seen.kind.clone(),
        words: about(reading, seen),
        answers: reading.answered(seen, &but),
        note,
        restricted: seen.is_restricted(),
    }
}

/// What a record is about, with what its kind names beside it.
fn about(reading: &ReaderView<'_>, seen: &RecordView) -> String {
    if !seen.has_words() {
        return String::new();
    }
    let lead = reading.lead(seen);
    let with = seen.kind().map_or(LeadWith::Nothing, |kind| kind.lead_with);
    let (LeadWith::Before(field) | LeadWith::Behind(field)) = with else {
        return lead;
    };
    match (with, reading.words(seen, field)) {
        (_, words) if words.is_empty() => lead,
        (LeadWith::Before(_), words) => format!("{words}: {lead}"),
        (_, words) => format!("{lead} ({words})"),
    }
}

fn fields(matching: &Matching<'_>, one: &RecordView, two: &RecordView) -> Vec<FieldChange> {
    let known = matching.later.kind(two).map_or(&[][..], |kind| kind.fields);
    let mut changes: Vec<FieldChange> = known
        .iter()
        .filter(|field| field.compared != Compared::Never && differs(matching, field, one, two))
        .map(|field| change(matching, field, one, two))
        .filter(|change| change.before != change.after || !change.pieces.is_empty())
        .collect();
    if one.is_restricted() != two.is_restricted() {
        let who = |seen: &RecordView| {
            if seen.is_restricted() {
                "only readers of the full record".to_owned()
            } else {
                "everybody with a copy".to_owned()
            }
        };
        changes.push(FieldChange {
            field: "visibility".to_owned(),
            label: "who may read it".to_owned(),
            before: who(one),
            after: who(two),
            pieces: Vec::new(),
        });
    }
    changes
}

fn differs(matching: &Matching<'_>, field: &Field, one: &RecordView, two: &RecordView) -> bool {
    let typed = |seen: &RecordView| seen.to_confirm.get(field.name).cloned();
    if field.answer.names_people()
        && matching.names_somebody_hidden(one.values.get(field.name), two.values.get(field.name))
    {
        return false;
    }
    match (one.values.get(field.name), two.values.get(field.name)) {
        (None, _) | (_, None)
            if !matching.same_meeting && field.compared == Compared::WhereBothAnswer =>
        {
            false
        }
        (Some(one), Some(two)) => !matching.is_same(field.answer, one, two),
        (None, None) => typed(one) != typed(two),
        _ => true,
    }
}

fn change(
    matching: &Matching<'_>,
    field: &Field,
    one: &RecordView,
    two: &RecordView,
) -> FieldChange {
    let before = matching.earlier.words(one, field);
    let after = matching.later.words(two, field);
    // Exact words stay whole: half a sentence of a child is not what the child said.
    let is_free_text = matches!(field.answer, Answer::Text | Answer::AgencyOrSomebody)
        && !two.is(&contribution::EXACT)
        && !one.is(&contribution::EXACT);
    FieldChange {
        field: field.name.to_owned(),
        label: two.label(field.name, field.label),
        pieces: if is_free_text {
            pieces(&before, &after)
        } else {
            Vec::new()
        },
        before,
        after,
    }
}
