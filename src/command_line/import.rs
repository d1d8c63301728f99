//! `import`: takes in minutes from another machine or an older program, one file or every one below a folder.

use super::{Ending, print};
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean_line;
use crate::engine::importing::{Became, Refusal, take_in};
use crate::engine::meetings::MINUTES;
use crate::store::arrivals;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use std::path::{Path, PathBuf};

pub(super) fn run(path: &Path, mut places: Paths, disk: &dyn Disk) -> Ending {
    if let Err(why) = places.prepare(disk) {
        return Ending::Stopped(why);
    }
    let found = arrivals::find(path, MINUTES);
    let mut faults: Vec<(PathBuf, String)> = found.passed_over;
    let (mut taken, mut here, mut put_beside) = (0, 0, 0);
    let (mut in_part, mut differ) = (0, 0);
    let mut not_kept = false;
    for file in &found.files {
        match take_in(&places, disk, file) {
            Err(Refusal { why, is_not_kept }) => {
                faults.push((file.clone(), why.to_string()));
                not_kept |= is_not_kept;
            }
            Ok(came) => {
                let word = match came.became {
                    Became::Taken => {
                        taken += 1;
                        "imported"
                    }
                    Became::WasHere => {
                        here += 1;
                        "was here"
                    }
                    Became::PutBeside => {
                        put_beside += 1;
                        "put beside"
                    }
                };
                let with = match came.with_restricted {
                    true => ", with its restricted part",
                    false => "",
                };
                print::data(&format!("{}  {word:10}  {}{with}\n", came.id, shown(file)));
                for note in came.notes {
                    print::data(&format!("              {note}\n"));
                }
                for place in &came.not_taken {
                    print::data(&format!("              Not taken: {}\n", clean_line(place)));
                }
                for words in &came.not_as_sealed {
                    print::data(&format!("              NOT AS SEALED: {words}\n"));
                }
                differ += came.not_as_sealed.len();
                in_part += usize::from(!came.not_taken.is_empty());
            }
        }
    }
    for (path, why) in &faults {
        print::tell(&format!("{}: {why}", shown(path)));
    }
    print::tell(&format!(
        "{taken} imported, {here} already here, {put_beside} put beside other minutes of the same meeting, {} not imported.",
        faults.len()
    ));
    if in_part > 0 {
        print::tell(&format!(
            "{in_part} of them in part only: each line \"Not taken\" names what is missing."
        ));
    }
    if found.files.is_empty() && faults.is_empty() {
        return Ending::Stopped(
            Problem::wrong_input(format!("There is no {MINUTES} in {}.", shown(path)))
                .safe("Nothing was changed.")
                .next("Name the folder that holds the meetings, or the file itself."),
        );
    }
    if not_kept {
        return Ending::Stopped(
            Problem::not_saved_or_read("Not everything could be imported.")
                .safe("What is here is unchanged, and so are the files.")
                .next("Import them again once the disk takes them; what is here is left out then."),
        );
    }
    if faults.is_empty() && put_beside == 0 && in_part == 0 && differ == 0 {
        Ending::Done
    } else {
        Ending::Attention
    }
}

/// Nothing in the path can drive a terminal.
fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}
