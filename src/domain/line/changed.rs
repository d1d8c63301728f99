//! A changed entry: which of its marks stay and which were taken away, in words.

use super::entry::{ContributionLine, Who};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::contribution;
use crate::domain::record::{Body, Record, WHO_MAY_READ};
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// What a changed line makes of an entry. The speaker stays where nobody is named, and what is restricted stays so
/// until `#open` is typed: a new wording alone opens nothing. `seen`: the line was shown for changing, with its marks
/// in it, so a missing one was taken away. Otherwise no mark goes: the words are new, and nobody mentioned the marks.
pub fn changed(
    mut said: ContributionLine,
    record: &Record,
    default: Visibility,
    seen: bool,
) -> ContributionLine {
    let before = ContributionLine::of_body(&record.body(), default);
    // Where the line was shown, the mark in it was not typed.
    let is_typed = |mark: Visibility| !seen || mark != record.visibility;
    let says_who_may_read = said.visibility.is_some_and(is_typed) || said.perhaps_not_for.is_some();
    if said.who == Who::Last {
        said.who = before.who;
        said.on_behalf_of = said.on_behalf_of.or(before.on_behalf_of);
    }
    let body = record.body();
    if body.visibility.is_kept_back() && said.visibility.is_none() {
        said.visibility = Some(body.visibility);
        said.not_for.clone_from(&before.not_for);
    } else if !seen && said.visibility == Some(Visibility::NotForSome) {
        // The others whom it was not for are not mentioned, so they stay.
        match body.visibility {
            Visibility::Restricted => said.visibility = Some(Visibility::Restricted),
            _ => said.not_for.extend(before.not_for.iter().cloned()),
        }
    }
    // Who may read it was asked, and these words do not answer that. No line shows the question.
    if !says_who_may_read {
        said.perhaps_not_for = record.to_confirm.get(WHO_MAY_READ).cloned();
    }
    if seen {
        return said;
    }
    if said.kind.is_none() && said.unknown_kind.is_none() {
        said.kind = before.kind;
        said.unknown_kind = before.unknown_kind;
    }
    if said.children.is_empty() && said.unknown_child.is_none() {
        said.children = before.children;
        said.unknown_child = before.unknown_child;
    }
    said.new_to_family |= before.new_to_family;
    said.talked_through |= before.talked_through;
    // If the program put it on the catch-up list because it could not be read, the new words answer that.
    said.follow_up |= before.follow_up && !record.to_confirm.contains_key("line");
    said
}

/// The marks that a record had and has no longer, in words: `no longer about Ella`.
pub fn taken_away(before: &Body, after: &Body, meeting: &Meeting) -> Vec<String> {
    let mut words = Vec::new();
    let after_kind =
        text(after, &contribution::OF_KIND).or_else(|| unread(after, &contribution::OF_KIND));
    if let Some(kind) = text(before, &contribution::OF_KIND).filter(|_| after_kind.is_none()) {
        words.push(format!(
            "no longer {}",
            meeting.kind_title(kind).to_lowercase()
        ));
    }
    let children = |body: &Body| -> Vec<String> {
        let ids = body
            .values
            .get(contribution::CHILDREN.name)
            .and_then(Value::as_array);
        let ids = ids.into_iter().flatten().filter_map(Value::as_str);
        ids.map(str::to_owned).collect()
    };
    let now = children(after);
    let gone = children(before).into_iter().filter(|id| !now.contains(id));
    let gone: Vec<String> = gone.map(|id| meeting.called(&id)).collect();
    if !gone.is_empty() {
        words.push(format!("no longer about {}", gone.join(" and ")));
    }
    if let Some(name) = unread(before, &contribution::CHILDREN)
        && now.is_empty()
        && unread(after, &contribution::CHILDREN).is_none()
    {
        words.push(format!("no longer about \"{name}\""));
    }
    for (field, mark) in [
        (&contribution::NEW_TO_FAMILY, "new to the family"),
        (&contribution::TALKED_THROUGH, "talked through"),
        (&contribution::EXACT, "in exact words"),
    ] {
        if is(before, field) && !is(after, field) {
            words.push(format!("no longer {mark}"));
        }
    }
    if before.follow_up && !after.follow_up {
        words.push("no longer to be confirmed".to_owned());
    }
    if before.visibility.is_kept_back() && after.visibility == Visibility::Everyone {
        words.push("no longer restricted: everybody can see it".to_owned());
    }
    let kept_from = |body: &Body| {
        let not_for = body.who_it_is_not_for();
        not_for.map_or_else(Default::default, |not_for| not_for.people.clone())
    };
    let now = kept_from(after);
    let gone: Vec<String> = match after.visibility {
        Visibility::NotForSome => kept_from(before)
            .difference(&now)
            .map(|id| meeting.called(id))
            .collect(),
        _ => Vec::new(),
    };
    if !gone.is_empty() {
        words.push(format!("no longer kept from {}", gone.join(" and ")));
    }
    if before.visibility == Visibility::Restricted && after.visibility == Visibility::NotForSome {
        words.push("no longer restricted: all others can see it".to_owned());
    }
    words
}

fn text<'b>(body: &'b Body, field: &Field) -> Option<&'b str> {
    body.values.get(field.name).and_then(Value::as_str)
}

fn unread<'b>(body: &'b Body, field: &Field) -> Option<&'b str> {
    body.to_confirm.get(field.name).map(String::as_str)
}

fn is(body: &Body, field: &Field) -> bool {
    body.values.get(field.name).and_then(Value::as_bool) == Some(true)
}
