//! Lines without a colon that nobody says and a record is meant by: `FA and MGM to sort the rota by Fri`, `Noah too young to
//! say`, `letter from Poppy`, `categ for Mia is emotional`.

use super::before_label::without_what_precedes;
use super::decision_told::decisions_told;
use super::nobodys::{NOBODY, NOT_IN_THE_LIST, Nobodys, behind};
use super::several::{by_letters, several_names};
use super::suggested::Suggested;
use super::told_of_somebody::{Named, somebody_first};
use super::unnamed::is_role;
use super::value::{read_value, without_little_words};
use super::when_done::WhenDone;
use crate::domain::meeting::{
    Fits, Found, Meeting, find_child, find_seat, how_it_fits, split_possessive,
};
use crate::domain::record::kinds::childs_view::NO_VIEWS_CHANNELS;
use crate::domain::record::kinds::{action, childs_view, decision, person};
use crate::domain::record::{Side, side};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{is_everyday, plain_words};

/// How many words say how a child's views came.
const LONGEST_CHANNEL: usize = 5;

/// Channels by which a child is there itself: `Leo here`.
const IN_THE_ROOM: &[&str] = &["attended_whole", "attended_part", "virtual"];

/// What is told of a child that has no views, as anybody says it.
const VERBS: &[&str] = &[
    "said", "says", "did", "does", "would", "was", "is", "cannot", "can't", "chose", "refused",
    "declined",
];

/// `FA and MGM to sort the rota by Fri`
pub(super) fn action<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let bare = without_what_precedes(line);
    let (who, said) = action_line(bare, meeting).or_else(|| stranger_acts(bare, meeting))?;
    Nobodys::of(who, Suggested::of("An action?", said))
}

/// `Housing officer to inspect the lock by 18 Dec`, where no housing officer is in the list.
fn stranger_acts<'a>(words: &'a str, meeting: &Meeting) -> Option<(&'a str, String)> {
    const LONGEST: usize = 3;
    let (who, task) = words.split_once(" to ")?;
    let is_stranger = who.split_whitespace().count() <= LONGEST
        && is_role(who)
        && how_it_fits(who, meeting).is_none();
    let when = WhenDone::of(task, meeting);
    let begins = meant_words().begins("task", &plain_words(task));
    let is_task = begins.is_some() || !when.typed().is_empty();
    let (command, label) = (action::KIND.command, action::WHO.label);
    let line = || format!("/{command} {}; {label}: {who}{}", when.task, when.typed());
    (is_stranger && is_task).then(|| (who, line()))
}

/// `BM/PW + SC meet re homework, weekly` behind `action:`: who does it, and what.
fn done_by<'a>(words: &'a str, meeting: &Meeting) -> Option<(&'a str, String)> {
    let (who, task, named) = somebody_first(words, meeting)?;
    let is_letters =
        named == Named::Initials || who.contains('/') || several_names(who).count() > 1;
    let is_task = is_letters && task.split_whitespace().count() > 1;
    let when = WhenDone::of(task, meeting);
    let (command, label) = (action::KIND.command, action::WHO.label);
    let line = || format!("/{command} {}; {label}: {who}{}", when.task, when.typed());
    is_task.then(|| (who, line()))
}

/// Who is to do it, and the whole line that records it.
fn action_line<'a>(words: &'a str, meeting: &Meeting) -> Option<(&'a str, String)> {
    let (who, behind, named) = somebody_first(words, meeting)?;
    let task = behind.strip_prefix("to ")?.trim();
    let first = plain_words(task).into_iter().next()?;
    let is_letters = named == Named::Initials || several_names(who).count() > 1;
    let is_task = is_letters || !meant_words().is("no task", &first);
    // `Rosie to Ruth: I hate it`: said to her.
    let is_said = task.split_once(':').is_some_and(|(whom, _)| {
        how_it_fits(whom, meeting) <= Some(Fits::Whole) && find_seat(whom, meeting) != Found::Nobody
    });
    if !is_task || is_said || task.split_whitespace().count() < 2 {
        return None;
    }
    let when = WhenDone::of(task, meeting);
    let (command, label) = (action::KIND.command, action::WHO.label);
    let typed = format!("/{command} {}; {label}: {who}{}", when.task, when.typed());
    Some((who, typed))
}

/// The words up to a sign, and those behind it.
fn head(line: &str) -> (&str, &str) {
    let signs = [",", ";", ":", " - ", " \u{2013} ", " \u{2014} ", " (", "."];
    let at = signs.iter().filter_map(|sign| line.find(sign)).min();
    let (head, rest) = line.split_at(at.unwrap_or(line.len()));
    let is_sign = |letter: char| {
        matches!(
            letter,
            ',' | ';' | ':' | '-' | '\u{2013}' | '\u{2014}' | '(' | '.' | ' '
        )
    };
    (head.trim(), rest.trim_start_matches(is_sign))
}

/// `Noah too young to say`, `letter from Poppy`, `Poppy's letter - …`, `Leo met the Chair before mtg`
pub(super) fn child_view<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let bare = without_what_precedes(line);
    let (child, by, rest) = no_view(bare, meeting)
        .or_else(|| from_a_child(bare, meeting))
        .or_else(|| owned_by_a_child(bare, meeting))
        .or_else(|| met_before(bare, meeting))?;
    let rest = match rest.trim().is_empty() {
        true => bare.find(['"', '\u{201c}']).and_then(|at| bare.get(at..)),
        false => Some(rest.as_str()),
    };
    let rest = rest.unwrap_or("");
    let reader = reader_told(bare, rest, meeting);
    let command = childs_view::KIND.command;
    let channel = channel(&by, meeting).unwrap_or_default();
    let label = match NO_VIEWS_CHANNELS.contains(&channel.as_str()) {
        true => childs_view::REASON.label,
        false => childs_view::WORDS.label,
    };
    let rest = rest.trim();
    Nobodys::of(
        NOBODY,
        Suggested::of(
            "The child's own views?",
            format!("/{command} {child}; by: {by}{reader}; {label}: {rest}"),
        ),
    )
}

/// Between what a child gave and whoever read or showed it.
const READ: &[&str] = &[
    " read by ",
    " read out by ",
    " read aloud by ",
    " shown by ",
    " played by ",
];

/// `; read by: TB` of `letter from Rosie read by TB: …`, before the words of the child.
fn reader_told(line: &str, words: &str, meeting: &Meeting) -> String {
    let before = line.strip_suffix(words).unwrap_or(line);
    let reader = READ
        .iter()
        .filter_map(|read| before.split_once(read))
        .map(|(_, name)| head(name).0)
        .find(|name| how_it_fits(name, meeting) <= Some(Fits::Whole));
    match reader.map(|name| find_seat(name, meeting)) {
        Some(Found::One(id)) => format!("; {}: {}", childs_view::READ_BY.label, meeting.code(&id)),
        _ => String::new(),
    }
}

/// The child, how the views came, and what else is in the line.
type ChildView = (String, String, String);

fn channel(words: &str, meeting: &Meeting) -> Option<String> {
    let today = meeting.created_at()?.date_naive();
    let value = read_value(&childs_view::CHANNEL, words, meeting, today).ok()?;
    value.as_str().map(str::to_owned)
}

fn child_called(name: &str, meeting: &Meeting) -> Option<String> {
    match find_child(name, meeting) {
        Found::One(id) if how_it_fits(name, meeting) <= Some(Fits::Whole) => {
            Some(meeting.called(&id))
        }
        _ => None,
    }
}

/// `Mia no views, v shy`: a phrase of several words is enough, one word ends what is said.
fn no_view(line: &str, meeting: &Meeting) -> Option<ChildView> {
    let (name, behind, _) = somebody_first(line, meeting)?;
    let child = child_called(name, meeting)?;
    let (head, rest) = head(behind);
    let words: Vec<&str> = head.split_whitespace().collect();
    // `Ella said nothing for a week` goes on.
    let is_told = words
        .first()
        .is_some_and(|first| VERBS.contains(&first.to_lowercase().as_str()));
    (1..=words.len().min(LONGEST_CHANNEL))
        .rev()
        .find_map(|many| {
            let phrase = words.get(..many)?.join(" ");
            let code = channel(&phrase, meeting)?;
            let is_all = many == words.len();
            let is_plain = many > 1 && !is_told;
            let is_none = NO_VIEWS_CHANNELS.contains(&code.as_str());
            let rest = match is_all {
                true => rest,
                false => behind.get(phrase.len()..)?,
            };
            (is_none && (is_all || is_plain)).then(|| (child.clone(), phrase, rest.to_owned()))
        })
}

/// `Letter from Poppy, TE read out`; with `a letter` it is what somebody says.
fn from_a_child(line: &str, meeting: &Meeting) -> Option<ChildView> {
    let (head, rest) = head(line);
    [" from ", " by ", " frm "].iter().find_map(|sign| {
        let (by, name) = head.split_once(sign)?;
        let mut names = name
            .match_indices(' ')
            .map(|(at, _)| at)
            .chain([name.len()]);
        let child = names.find_map(|end| child_called(name.get(..end)?, meeting))?;
        let code = channel(by, meeting)?;
        let is_view =
            !IN_THE_ROOM.contains(&code.as_str()) && !NO_VIEWS_CHANNELS.contains(&code.as_str());
        (is_view && without_little_words(by) == by)
            .then(|| (child, by.to_lowercase(), rest.to_owned()))
    })
}

/// `Poppy's letter - I want …`
fn owned_by_a_child(line: &str, meeting: &Meeting) -> Option<ChildView> {
    let dashes = [" - ", " \u{2013} ", " \u{2014} "];
    let (owned, rest) = match READ.iter().find_map(|read| line.split_once(read)) {
        Some((owned, behind)) => (owned, head(behind).1),
        None => dashes.iter().find_map(|dash| line.split_once(dash))?,
    };
    let (owner, by) = split_possessive(owned)?;
    let child = child_called(owner, meeting)?;
    let code = channel(by, meeting)?;
    (!IN_THE_ROOM.contains(&code.as_str())).then(|| (child, by.to_owned(), rest.to_owned()))
}

/// `Leo met HF before mtg`: the Chair at any time, somebody else before the meeting.
fn met_before(line: &str, meeting: &Meeting) -> Option<ChildView> {
    let (name, behind_name, _) = somebody_first(line, meeting)?;
    let child = child_called(name, meeting)?;
    let met = meant_words().begins("met", &plain_words(behind_name))?;
    let mut ends = behind_name.match_indices(' ').map(|(at, _)| at);
    let rest = behind_name.get(ends.nth(met - 1)?..)?.trim();
    let spaced = format!("{rest} ");
    let (adult, when, _) = somebody_first(&spaced, meeting)?;
    let Found::One(id) = find_seat(adult, meeting) else {
        return None;
    };
    // What stands behind "before the meeting".
    let (_, said) = self::head(when);
    let adult = meeting.record(&id).filter(|one| one.is_a(&person::KIND))?;
    let is_before = behind("before the meeting", head(when).0).is_some()
        || meant_words()
            .begins("before the meeting", &plain_words(when))
            .is_some();
    match side(adult) {
        Side::Chair => Some((child, "met the Chair".to_owned(), said.to_owned())),
        Side::Professional if is_before => {
            Some((child, "through a professional".to_owned(), said.to_owned()))
        }
        _ => None,
    }
}

/// `categ for Mia is emotional`, `CG members - KB AD JB`, `actn: HV to weigh N by 14 Dec`
pub(super) fn record_in_words<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let bare = without_what_precedes(line);
    let words = plain_words(bare);
    let (many, command, field) = meant_words().record(&words)?;
    let mut ends = bare.match_indices([' ', ':']).map(|(at, _)| at);
    let end = ends.nth(many - 1)?;
    let behind_words = bare.get(end..)?;
    let behind = behind_words.trim_start();
    let is_sign = |letter: char| matches!(letter, ':' | '-' | '=' | '\u{2013}' | '\u{2014}');
    let is_dash = behind
        .strip_prefix(is_sign)
        .is_some_and(|rest| rest.starts_with(' '));
    let rest = match is_dash {
        true => behind.trim_start_matches(|letter| is_sign(letter) || letter == ' '),
        // `core grp members KS SW HV`
        false => by_letters(behind, meeting)
            .map(|_| behind)
            .or_else(|| for_somebody(behind, meeting))
            // `ACTION LO to refer dad`
            .or_else(|| {
                let is_action = command == action::KIND.command;
                let acts = is_action && action_line(behind, meeting).is_some();
                acts.then_some(behind)
            })?,
    };
    if rest.is_empty() {
        return None;
    }
    if command == action::KIND.command
        && let Some((_, said)) = action_line(rest, meeting).or_else(|| done_by(rest, meeting))
    {
        let is_said = behind.starts_with(':');
        return Some(Nobodys {
            is_said,
            ..Nobodys::of(NOBODY, Suggested::of("An action?", said))?
        });
    }
    if command == decision::KIND.command
        && field.is_none()
        && let Some(told) = decisions_told(rest, meeting)
    {
        let is_said = behind.starts_with(':');
        return Some(Nobodys {
            is_said,
            ..Nobodys::of(NOBODY, told)?
        });
    }
    // `Apologies: school nurse (Kath Bowd) - on leave`
    if command == "absent" && somebody_first(&format!("{rest} "), meeting).is_none() {
        return Nobodys::of(NOBODY, Suggested::told("Not in the list?", NOT_IN_THE_LIST));
    }
    let answer = field
        .and_then(|field| answered(rest, field))
        .or_else(|| words_of_a_child(rest, command, meeting));
    let said = answer.unwrap_or_else(|| rest.to_owned());
    let named = words.iter().take(many);
    let is_said = behind.starts_with(':') && named.into_iter().all(|word| is_everyday(word));
    Some(Nobodys {
        is_said,
        ..Nobodys::of(
            NOBODY,
            Suggested::of("To be recorded?", format!("/{command} {said}")),
        )?
    })
}

/// `for Mia is emotional` -> `Mia is emotional`
fn for_somebody<'a>(behind: &'a str, meeting: &Meeting) -> Option<&'a str> {
    let signs = ["for ", "of ", "from ", "by ", "re "];
    let rest = signs.iter().find_map(|sign| behind.strip_prefix(sign))?;
    let name = rest.split(' ').next()?;
    let is_all = ["both", "all"].contains(&name);
    (is_all
        || how_it_fits(name, meeting) <= Some(Fits::Whole)
            && find_seat(name, meeting) != Found::Nobody)
        .then_some(rest)
}

/// `Mia; words: wants quiet` of `Mia: wants quiet`, where a child's view is recorded.
fn words_of_a_child(rest: &str, command: &str, meeting: &Meeting) -> Option<String> {
    let (name, said) = rest.split_once(':')?;
    let child = child_called(name.trim(), meeting)?;
    let is_view = command == childs_view::KIND.command && !said.contains("; ");
    is_view.then(|| format!("{child}; {}: {}", childs_view::WORDS.label, said.trim()))
}

/// `Mia; category: emotional` of `Mia is emotional`
fn answered(rest: &str, field: &str) -> Option<String> {
    let (who, said) = rest.split_once(' ')?;
    let said = said.trim_start_matches(['-', ':', '=', ' ']);
    let said = said.strip_prefix("is ").unwrap_or(said);
    Some(format!("{who}; {field}: {said}"))
}
