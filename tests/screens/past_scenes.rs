//! Pages over several meetings, made from the two practice meetings, and the list of meetings with what is due.

use super::driver::Driver;
use super::scenes::home;
use crate::journeys::practice::both_held;
use std::sync::LazyLock;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::view::{Beside, Followed, View};
use talking_piece::documents::document::Document;
use talking_piece::documents::{self, Arranged, Material};
use talking_piece::domain::history::compare::{OpenSide, compare_open};
use talking_piece::domain::history::due::{DueList, due_on, promised_dates};
use talking_piece::domain::history::threads::{Chain, scale_thread, wish_thread};
use talking_piece::domain::minutes::{OpenMinutes, open_minutes};
use talking_piece::domain::settings::{ConfigFiles, Settings};

static BOTH: LazyLock<(OpenMinutes, OpenMinutes)> = LazyLock::new(|| {
    let (last, review) = both_held();
    (open_minutes(&last), open_minutes(&review))
});

fn page(view: View, document: Document) -> Driver {
    let mut driver = home();
    driver.send(Message::Page {
        view,
        document: Box::new(document),
        at: None,
    });
    driver
}

fn thread(followed: Followed, document: Document) -> Driver {
    let view = View::Thread {
        meeting: "b".into(),
        followed,
        restricted: false,
    };
    page(view, document)
}

fn due() -> DueList {
    let dates = [promised_dates(&BOTH.0), promised_dates(&BOTH.1)];
    let on = "2027-02-24".parse().unwrap();
    let until = "2027-04-07".parse().unwrap();
    let settings = Settings::of(ConfigFiles::new());
    due_on(&dates, on, until, settings.calendar())
}

pub fn all() -> Vec<(&'static str, Driver)> {
    let side = |minutes: &'static OpenMinutes| OpenSide {
        minutes,
        now: minutes,
        version: None,
    };
    let compared = compare_open(side(&BOTH.0), side(&BOTH.1));
    let beside = View::Compare {
        meeting: "b".into(),
        beside: Beside::MeetingBefore,
        restricted: false,
    };
    let mut compared = page(beside, documents::page(Material::Comparison(&compared)));
    compared.typed("/go the plan").keys(&[Key::Enter]);
    let chain = Chain::open([&BOTH.0, &BOTH.1]);
    let wishes = wish_thread(&chain, &BOTH.1.header().id, "EL").unwrap();
    let wishes = documents::page(Material::Wishes(&wishes));
    let mut wishes = thread(Followed::Wishes("Ella".into()), wishes);
    wishes.keys(&[Key::Tab]);
    let scales = documents::page(Material::Scales(&scale_thread(&chain)));
    let mut scales = thread(Followed::Scales, scales);
    scales.keys(&[Key::Tab]);
    let ahead = page(
        View::Due {
            on: None,
            restricted: false,
        },
        documents::page(Material::Due(&due())),
    );
    let of_children = Arranged::from_word("child").unwrap();
    let by_child = |version| View::Record {
        meeting: "b".into(),
        arranged: of_children,
        version,
        restricted: version.is_some(),
    };
    let mut headings = page(by_child(None), of_children.page(&BOTH.1, None));
    headings.typed("/contents").keys(&[Key::Enter, Key::End]);
    // An earlier version, with its restricted parts, scrolled to where it does not say so itself.
    let mut earlier = page(by_child(Some(2)), of_children.page(&BOTH.1, None));
    earlier.typed("/go baby plan").keys(&[Key::Enter]);
    let mut home_due = home();
    home_due.send(Message::Due(due()));
    vec![
        ("compare", compared),
        ("wishes", wishes),
        ("scales", scales),
        ("due", ahead),
        ("page_by_child_headings", headings),
        ("page_version", earlier),
        ("home_due", home_due),
    ]
}
