//! Papers were written for people: the meeting notes for whom, and where they lie is said.

use super::stash::finish_line;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::PapersWritten;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::papers_written;
use crate::domain::text::counted;

pub fn on_written(app: &mut App, news: PapersWritten) -> Vec<Effect> {
    let now = app.now;
    let mut effects = finish_line(app, Some(""));
    let open = app.editor.as_mut();
    let Some(editor) = open.filter(|editor| editor.meeting.id() == news.meeting) else {
        return effects;
    };
    let section = editor.meeting.open_section().map(|open| open.id.clone());
    let events = news.written.iter().enumerate().map(|(place, one)| {
        let id = editor.meeting.next_id_behind(&papers_written::KIND, place);
        KnownEvent::Recorded {
            id,
            record: papers_written::KIND.id.to_owned(),
            section: section.clone(),
            body: one.body(),
        }
    });
    let events = events.collect();
    let (recorded, outcome) = editor.commit(events, false, now);
    let words = told(&news, editor.meeting.phase() == Phase::Closed);
    effects.extend(recorded);
    if let Err(why) = outcome {
        let why = Problem::from(why);
        effects.extend(
            app.refuse(
                Problem::not_saved_or_read(format!(
                    "The papers are in {}, but it is not noted in the meeting for whom: {why}",
                    news.folder
                ))
                .next("Type /written and the letters, for each person."),
            ),
        );
        return effects;
    }
    app.status.tell(words);
    app.outcome = Outcome::Done;
    // What has to be decided stands in the list, and a list on the screen must not go on saying what was so before.
    if app.place == Place::Page || !news.asked.is_empty() {
        let view = View::Papers {
            meeting: news.meeting,
            whose: None,
        };
        effects.push(Effect::Show { view, at: None });
    }
    effects
}

fn told(news: &PapersWritten, is_closed: bool) -> String {
    let papers = news.written.iter().map(|one| one.papers.len()).sum();
    let mut words = vec![format!(
        "Written: {} for {}, in {}. The file for-the-chair-only there says whose is whose. Read each copy whole before \
         you hand it over.",
        counted(papers, "paper", "papers"),
        counted(news.written.len(), "person", "people"),
        news.folder
    )];
    if !news.asked.is_empty() {
        let names = news.asked.join(", ");
        words.push(format!(
            "No copy yet: {names}; /papers says what to decide."
        ));
    }
    // The seal holds the note, too.
    if is_closed {
        words.push("The meeting is sealed anew.".to_owned());
    }
    words.extend(news.told.iter().cloned());
    words.join(" ")
}
