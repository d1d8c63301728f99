//! Threads through all meetings as pages: an action, a child's wishes, the promises. (The scales are in `scale_chart`.)

use super::heading::pairs;
use super::notices::{self, seal};
use super::{DocumentKind, Maker};
use crate::documents::document::{Block, Document};
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::threads::{
    ActionThread, Answered, Ledger, LookedAt, PromiseLedger, Promised, Told, Wish, WishThread,
};
use crate::domain::text::capital;
use chrono::NaiveDate;

pub(super) const ACTION: DocumentKind = DocumentKind {
    id: "action",
    title: "Thread of an action",
    about: "An action, what-if or promise through all meetings of a family: promised, done or not, and why.",
    maker: Maker::Action(thread_of_action),
};

fn thread_of_action(of: &ActionThread) -> Document {
    let mut document = Document::new(format!("Thread: {}", of.action), of.language.clone());
    notices::put(of.made_up, of.restricted, &mut document);
    for station in &of.stations {
        document.heading(
            1,
            format!(
                "{}{}",
                station.meeting.day_and_title(),
                seal(station.restricted)
            ),
        );
        if let Some(looked_at) = &station.looked_at {
            document.facts(facts(looked_at));
        }
        match &station.promised {
            Some(promised) => put_promised(promised, &mut document),
            None => document.paragraph("It was not taken into the new plan."),
        }
    }
    if of.stations.len() == 1 {
        document.paragraph("No later meeting has looked at it yet.");
    }
    document
}

fn facts(of: &LookedAt) -> Vec<(String, String)> {
    let done = match of.done {
        Some(true) => "yes",
        Some(false) => "no",
        None if of.progress.is_empty() => "nobody has said yet",
        None => "",
    };
    [
        ("Done", done),
        ("Progress", &of.progress),
        ("Why", &of.why),
        ("What it changed", &of.impact),
        ("How we know", &of.evidence),
        ("The family says", &of.family),
        ("The child says", &of.child),
    ]
    .map(|(label, words)| (label.to_owned(), words.to_owned()))
    .to_vec()
}

fn put_promised(of: &Promised, document: &mut Document) {
    let day = of.by_when.map(write_date).unwrap_or_default();
    let facts = [
        ("Promised", of.action.as_str()),
        ("Who", &of.who),
        ("By", &day),
        ("For", &of.children),
        ("How everyone will see it", &of.measure),
        ("What will be different", &of.outcome),
        ("How it stands", &of.status),
    ];
    let facts = facts.map(|(label, words)| (label.to_owned(), words.to_owned()));
    document.facts(facts.to_vec());
}

pub(super) const WISHES: DocumentKind = DocumentKind {
    id: "wishes",
    title: "What a child said, and what came of it",
    about: "What one child said, the actions that answer it, what came of them, and who tells the child.",
    maker: Maker::Wishes(thread_of_wishes),
};

fn thread_of_wishes(of: &WishThread) -> Document {
    let mut document = Document::new(
        format!("What {} said, and what came of it", of.child),
        of.language.clone(),
    );
    notices::put(of.made_up, of.restricted, &mut document);
    if of.wishes.is_empty() {
        document.paragraph(format!("These minutes have no words from {}.", of.child));
    }
    for wish in &of.wishes {
        put_wish(of, wish, &mut document);
    }
    document
}

fn put_wish(of: &WishThread, wish: &Wish, document: &mut Document) {
    let channel = match wish.channel.as_str() {
        "" => String::new(),
        channel => format!(" ({channel})"),
    };
    document.heading(
        1,
        format!(
            "{}{channel}{}",
            wish.meeting.day_and_title(),
            seal(wish.restricted)
        ),
    );
    if !wish.words.is_empty() {
        document.blocks.push(Block::Quote {
            text: wish.words.clone(),
            whose: of.child.clone(),
        });
    }
    let mut facts: Vec<(String, String)> = wish
        .wants
        .iter()
        .map(|(label, words)| (capital(label), words.clone()))
        .collect();
    facts.push(("How adults read it".to_owned(), wish.adults_read_it.clone()));
    facts.push(("Why there are no words".to_owned(), wish.reason.clone()));
    facts.push((
        "How the meeting took it into account".to_owned(),
        wish.weighed.clone(),
    ));
    document.facts(facts);
    document.heading(2, "What was done about it");
    if wish.answered.is_empty() {
        document.paragraph("No action of the plan names it.");
    }
    document.list(wish.answered.iter().flat_map(answered).collect());
    document.heading(2, format!("Who tells {}", of.child));
    document.paragraph(match &wish.told {
        Some(told) => told_words(told),
        None => "Nobody has been named.".to_owned(),
    });
}

fn answered(of: &Answered) -> Vec<String> {
    let day = of
        .action
        .by_when
        .map(|day| format!(", by {}", write_date(day)));
    let who = match of.action.who.as_str() {
        "" => String::new(),
        who => format!(", {who}"),
    };
    let mut items = vec![format!(
        "{}{who}{}",
        capital(&of.action.action),
        day.unwrap_or_default()
    )];
    for (day, looked_at) in &of.came_of_it {
        items.push(format!("{}: {}", on(*day), said(looked_at)));
    }
    if of.came_of_it.is_empty() {
        items.push("No later meeting has looked at it yet.".to_owned());
    }
    items
}

fn on(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "Not begun yet".to_owned(), write_date)
}

fn said(of: &LookedAt) -> String {
    let all = facts(of).into_iter().filter(|(_, words)| !words.is_empty());
    let all: Vec<(String, String)> = all
        .map(|(label, words)| (label.to_lowercase(), words))
        .collect();
    pairs(&all)
}

fn told_words(told: &Told) -> String {
    let who = match told.by.as_str() {
        "" => "Nobody has been named",
        who => who,
    };
    let until = told
        .until
        .map(|day| format!(", by {}", write_date(day)))
        .unwrap_or_default();
    let done = match told.done {
        Some(day) => format!("Done on {}.", write_date(day)),
        None => "Nothing says that it was done.".to_owned(),
    };
    format!("{who}{until}. {done}")
}

pub(super) const PROMISES: DocumentKind = DocumentKind {
    id: "promises",
    title: "Promises, and what came of them",
    about: "What each agency and the family promised, and what came of it.",
    maker: Maker::Promises(promises),
};

fn promises(of: &PromiseLedger) -> Document {
    let mut document = Document::new(PROMISES.title, of.language.clone());
    notices::put(of.made_up, of.restricted, &mut document);
    if of.ledgers.is_empty() {
        document.paragraph("Nothing has been promised.");
    }
    for ledger in &of.ledgers {
        document.heading(1, ledger.whose.clone());
        document.paragraph(counts(ledger));
        let rows = ledger.rows.iter().map(|row| {
            let mut words = format!("{}{}", capital(&row.promise), seal(row.restricted));
            for part in [
                row.who.clone(),
                row.by_when
                    .map(|day| format!("by {}", write_date(day)))
                    .unwrap_or_default(),
            ] {
                if !part.is_empty() {
                    words.push_str(&format!(", {part}"));
                }
            }
            if row.goes_on_from.is_some() {
                words.push_str(" (goes on from the plan before)");
            }
            words.push_str(&format!(
                " ({}): {}",
                row.meeting.day_and_title(),
                row.outcome.words()
            ));
            if let Some(looked_at) = &row.looked_at {
                words.push_str(&format!(". {}", capital(&said(looked_at))));
            }
            words
        });
        document.list(rows.collect());
    }
    document
}

fn counts(of: &Ledger) -> String {
    let mut parts = vec![format!("Promised: {}", of.promised)];
    for (number, words) in [
        (of.kept, "kept"),
        (of.partly, "kept in part"),
        (of.not_kept, "not kept"),
        (of.not_needed, "no longer needed"),
        (of.not_looked_at, "not said yet"),
    ] {
        if number > 0 {
            parts.push(format!("{words}: {number}"));
        }
    }
    let go_on = match of.go_on {
        0 => String::new(),
        1 => " Of these 1 goes on in the new plan.".to_owned(),
        number => format!(" Of these {number} go on in the new plan."),
    };
    format!("{}.{go_on}", parts.join("; "))
}
