//! `watch`: what the room may see of a meeting, live, on a second terminal. Changes nothing.

use super::screens::{look, no_screen, screens_are_possible};
use super::{Ending, named, print, settings};
use crate::domain::problem::Problem;
use crate::engine::room_source::RoomSource;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use crate::terminal::watch_loop;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// On a screen, or in lines where there is none, following the meeting.
    AsItCan,
    /// In lines, following the meeting.
    Plain,
    /// In lines, as it stands now; then it ends.
    Once,
}

pub(super) fn run(meeting: Option<&str>, places: &Paths, disk: &dyn Disk, how: How) -> Ending {
    let listed;
    let wanted = match meeting {
        Some(id) => id,
        None => {
            let list = super::library(places).all_cards(&mut |_| true);
            let open = list.into_iter().find(|one| one.state == "open");
            let Some(open) = open else {
                return Ending::Stopped(
                    Problem::wrong_input("No meeting is running.")
                        .safe("Nothing was changed.")
                        .next(
                            "`talking-piece list` shows all meetings; name one to watch it anyway.",
                        ),
                );
            };
            listed = open.id;
            &listed
        }
    };
    let folder = match named(places, disk, wanted) {
        Ok(folder) => folder,
        Err(why) => return Ending::Stopped(why),
    };
    let mut source = RoomSource::new(places, folder);
    if how == How::Once {
        let (lines, can_be_shown) = watch_loop::once(&mut source, disk);
        print::data(&lines);
        return if can_be_shown {
            Ending::Done
        } else {
            Ending::Attention
        };
    }
    let ended = if how == How::Plain || !screens_are_possible() {
        watch_loop::run_plain(&mut source, disk)
    } else {
        watch_loop::run(&mut source, disk, look(settings::colours(places)))
    };
    match ended {
        Ok(()) if source.differs_from_its_seal() => Ending::Attention,
        Ok(()) => Ending::Done,
        Err(error) => Ending::Stopped(no_screen(&error)),
    }
}
